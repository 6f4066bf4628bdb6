import type { IncomingMessage } from 'node:http';

const KEPT_BYTES = 1024;
const READ_BYTES = 64 * 1024;

/**
 * The first kilobyte of an answer. The status is what counts and is known by now, so a body that is too long, breaks
 * off or never ends is cut instead of being an error; the caller's deadline ends the last of these.
 */
export async function readStart(response: IncomingMessage): Promise<string> {
  const kept: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      if (size < KEPT_BYTES) kept.push(chunk);
      size += chunk.length;
      if (size > READ_BYTES) break;
    }
  } catch {
    // What came is kept.
  }
  response.destroy();
  // PostgreSQL stores no NUL.
  return Buffer.concat(kept).subarray(0, KEPT_BYTES).toString('utf8').replaceAll('\u0000', '');
}
