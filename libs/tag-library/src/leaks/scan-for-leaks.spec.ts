import { describe, expect, it } from '@jest/globals';
import { HARMLESS, LEAKS } from '../testing/leak-examples.js';
import { scanForLeaks } from '../index.js';

describe('scanning for leaks', () => {
  it.each(LEAKS)('finds in %j a %s, and nothing else', (text, kind, match) => {
    const found = scanForLeaks(text).map((leak) => [leak.kind, text.slice(leak.start, leak.end)]);
    expect(found).toEqual([[kind, match]]);
  });

  it.each(HARMLESS)('finds nothing in %s', (text) => {
    expect(scanForLeaks(text)).toEqual([]);
  });
});
