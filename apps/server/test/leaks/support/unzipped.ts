import { buffer } from 'node:stream/consumers';
import type { Readable } from 'node:stream';
import { fromBuffer, type Entry, type ZipFile } from 'yauzl';

const isZip = (bytes: Buffer): boolean => bytes.subarray(0, 4).toString('latin1') === 'PK\u0003\u0004';

const open = (bytes: Buffer): Promise<ZipFile> =>
  new Promise((resolve, reject) => {
    fromBuffer(bytes, { lazyEntries: true }, (error, zip) => (error ? reject(error) : resolve(zip)));
  });

async function textOf(zip: ZipFile, entry: Entry): Promise<string> {
  const stream = await new Promise<Readable>((resolve, reject) => {
    zip.openReadStream(entry, (error, opened) => (error ? reject(error) : resolve(opened)));
  });
  return (await buffer(stream)).toString('utf8');
}

/** The parts of a ZIP file (a spreadsheet is one) by name; null for whatever is none. Nobody reads a packed canary. */
export async function unzipped(bytes: Buffer): Promise<ReadonlyMap<string, string> | null> {
  if (!isZip(bytes)) return null;
  const zip = await open(bytes);
  const parts = new Map<string, string>();
  await new Promise<void>((resolve, reject) => {
    zip.on('entry', (entry: Entry) => {
      textOf(zip, entry).then((text) => {
        parts.set(entry.fileName, text);
        zip.readEntry();
      }, reject);
    });
    zip.on('end', resolve);
    zip.on('error', reject);
    zip.readEntry();
  });
  return parts;
}

/** All that an answer says: its headers, its body, and what is packed in it. */
export async function toldBy(response: Response): Promise<string> {
  const bytes = Buffer.from(await response.arrayBuffer());
  const packed = await unzipped(bytes);
  return JSON.stringify([...response.headers]) + bytes.toString('latin1') + JSON.stringify([...(packed ?? [])]);
}
