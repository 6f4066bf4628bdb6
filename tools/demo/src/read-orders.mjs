import { createReadStream, createWriteStream, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { csvCells } from './csv-cells.mjs';
import { createGrouping } from './group-lines.mjs';

export const DATA_FILE = join(import.meta.dirname, '../data/online_retail.csv.gz');

/**
 * Streams the file. Lines without a customer cannot become an event: they are written to `rejectedFile` and counted.
 *
 * @param {{ file?: string, rejectedFile: string, onLines?: (count: number) => void }} options
 */
export async function readOrders({ file = DATA_FILE, rejectedFile, onLines = () => undefined }) {
  mkdirSync(dirname(rejectedFile), { recursive: true });
  const grouping = createGrouping();
  let lines = 0;
  let rejectedLines = 0;

  async function* rejected() {
    yield 'line,reason,InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n';
    let rest = '';
    let header = true;
    for await (const chunk of createReadStream(file).pipe(createGunzip()).setEncoding('utf8')) {
      const texts = (rest + chunk).split('\n');
      rest = texts.pop() ?? '';
      if (header) header = !texts.shift();
      yield refuse(texts);
    }
    if (rest) yield refuse([rest]);
  }

  /** @param {string[]} texts @returns {string} those of them that name no customer */
  function refuse(texts) {
    let refused = '';
    for (const text of texts) {
      lines++;
      if (lines % 100_000 === 0) onLines(lines);
      if (grouping.add(csvCells(text))) continue;
      rejectedLines++;
      // The header is line 1 of the file.
      refused += `${lines + 1},no customer,${text}\n`;
    }
    return refused;
  }

  await pipeline(rejected, createGzip(), createWriteStream(rejectedFile));
  return { orders: grouping.orders(), lines, rejectedLines };
}
