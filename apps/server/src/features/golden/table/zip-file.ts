import type { Readable } from 'node:stream';
import { GOLDEN_LIMITS } from '@tagloom/contracts';
import { fromBuffer, type Entry, type ZipFile } from 'yauzl';
import { refuseSheet } from './table-limits.js';

const MAX_ENTRIES = 1000;
/** Deflate reaches about 1,030 : 1 on nothing but one byte; tables of people are far below. */
const MAX_RATIO = 200;
const SMALL = 100 * 1024;

function open(bytes: Buffer): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    fromBuffer(bytes, { lazyEntries: true, validateEntrySizes: true }, (error, zip) =>
      error ? reject(error) : resolve(zip),
    );
  });
}

function entriesOf(zip: ZipFile): Promise<Map<string, Entry>> {
  return new Promise((resolve, reject) => {
    const entries = new Map<string, Entry>();
    let unpacked = 0;
    zip.on('entry', (entry: Entry) => {
      unpacked += entry.uncompressedSize;
      const isBomb = entry.uncompressedSize > SMALL && entry.uncompressedSize > entry.compressedSize * MAX_RATIO;
      if (isBomb || unpacked > GOLDEN_LIMITS.unpacked || entries.size >= MAX_ENTRIES)
        return reject(refuseSheet('unpacks_too_large'));
      entries.set(entry.fileName, entry);
      zip.readEntry();
    });
    zip.on('end', () => resolve(entries));
    zip.on('error', reject);
    zip.readEntry();
  });
}

/**
 * The parts of an XLSX file. Everything that its directory claims is checked before anything is unpacked: how many parts,
 * how large, how densely packed. Unpacking then fails as soon as a part is not of the size that the directory claims.
 */
export class Parts {
  private constructor(
    private readonly zip: ZipFile,
    private readonly entries: ReadonlyMap<string, Entry>,
  ) {}

  static async of(bytes: Buffer): Promise<Parts> {
    const zip = await open(bytes);
    return new Parts(zip, await entriesOf(zip));
  }

  has(name: string): boolean {
    return this.entries.has(name);
  }

  /** The text of a part, piece by piece: it is unpacked beside the event loop, so other work has its turn in between. */
  async *read(name: string): AsyncGenerator<string> {
    const entry = this.entries.get(name);
    if (!entry) throw refuseSheet('damaged');
    const stream = await new Promise<Readable>((resolve, reject) => {
      this.zip.openReadStream(entry, (error, opened) => (error ? reject(error) : resolve(opened)));
    });
    const decoder = new TextDecoder('utf-8');
    for await (const piece of stream as AsyncIterable<Buffer>) yield decoder.decode(piece, { stream: true });
  }
}
