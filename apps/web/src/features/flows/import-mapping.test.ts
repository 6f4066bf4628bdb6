import { ImportMapping, type ImportItem } from '@tagloom/contracts';
import { describe, expect, it } from 'vitest';
import { choicesFor, creationsIn, mappingOf, proposed } from './import-mapping';
import { isBundle } from './read-rules';

const name = { 'zh-CN': '名' };
const tag: ImportItem = {
  kind: 'tag',
  key: 'vip',
  name,
  status: 'conflict',
  candidates: [{ key: 'gold', name }],
  proposal: { action: 'create', to: 'vip_2' },
};
const metric: ImportItem = {
  kind: 'metric',
  key: 'a:b',
  name,
  status: 'same',
  candidates: [],
  proposal: { action: 'use', to: 'a:b' },
};
const person: ImportItem = {
  kind: 'user',
  key: '7',
  name,
  status: 'conflict',
  candidates: [{ key: '1', name }],
  proposal: { action: 'none', to: '' },
};
const items = [tag, metric, person];

describe('the mapping of a bundle', () => {
  it('is what is proposed, without what only a person can choose', () => {
    const mapping = mappingOf(items, proposed(items));
    expect(ImportMapping.parse(mapping)).toEqual([
      { kind: 'tag', key: 'vip', action: 'create', to: 'vip_2' },
      { kind: 'metric', key: 'a:b', action: 'use', to: 'a:b' },
    ]);
    expect(creationsIn(mapping)).toBe(1);
  });

  it('follows what a person chose', () => {
    const mapping = mappingOf(items, { ...proposed(items), 'tag vip': 'use:gold', 'user 7': 'use:1' });
    expect(mapping.map(({ action, to }) => `${action} ${to}`)).toEqual(['use gold', 'use a:b', 'use 1']);
  });

  it('offers to leave people open, and never to create them', () => {
    expect(choicesFor(person)).toEqual(['none', 'use:1']);
    expect(choicesFor(tag)).toEqual(['create:vip_2', 'use:gold']);
  });
});

describe('an imported file', () => {
  it('is a bundle when it says so, and rules otherwise', () => {
    expect(isBundle({ format: 'tagloom-flow', version: 1 })).toBe(true);
    expect(isBundle([{ conditions: {}, event: { type: 'x' } }])).toBe(false);
    expect(isBundle(null)).toBe(false);
  });
});
