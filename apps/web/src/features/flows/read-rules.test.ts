import { describe, expect, it, vi } from 'vitest';
import { isBundle, readRules } from './read-rules';

describe('pasted rules', () => {
  it('are read as JSON', () => {
    expect(readRules('[{"a": 1}]')).toEqual({ rules: [{ a: 1 }] });
  });

  it('say where they are wrong', () => {
    expect(readRules(' \n')).toEqual({ fault: 'empty' });
    expect(readRules('{\n  "a": ')).toEqual({ fault: 'cutOff' });
    expect(readRules('{\n  "a": 1,\n  b: 2\n}')).toEqual({ fault: { line: 3 } });
  });

  it.each([
    ['JSON.parse: expected property name at line 3 column 3 of the JSON data', { line: 3 }],
    ['Expected property name in JSON at position 13', { line: 3 }],
    ['JSON Parse error: Unexpected identifier "b"', 'notJson'],
    ['JSON.parse: unexpected end of data at line 1 column 9 of the JSON data', 'cutOff'],
  ])('say so in every browser: %s', (message, fault) => {
    vi.spyOn(JSON, 'parse').mockImplementation(() => {
      throw new SyntaxError(message);
    });
    expect(readRules('{\n  "a": 1,\n  b: 2\n}')).toEqual({ fault });
  });

  it('are told from a flow with what it needs', () => {
    expect(isBundle({ format: 'tagloom-flow' })).toBe(true);
    expect(isBundle([{ conditions: { all: [] } }])).toBe(false);
    expect(isBundle(null)).toBe(false);
  });
});
