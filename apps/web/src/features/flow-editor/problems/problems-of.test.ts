import type { ActionData, Catalog, Flow } from '@tagloom/contracts';
import { describe, expect, it } from 'vitest';
import { problemsOf } from './problems-of';

const catalog: Catalog = {
  facts: [],
  tags: [],
  eventTypes: [],
  users: [{ id: '1', name: '王晓' }],
  departments: [],
  endpoints: [],
};
const at = { x: 0, y: 0 };
const found = (data: ActionData) => {
  const flow: Flow = {
    name: 'rule',
    nodes: [
      { id: 'start', kind: 'trigger', position: at, data: { on: 'change' } },
      { id: 'act', kind: 'action', position: at, data },
    ],
    edges: [{ id: 'e', source: 'start', target: 'act' }],
  };
  return problemsOf(flow, catalog).filter(({ nodeIds }) => nodeIds.includes('act'));
};
const codes = (data: ActionData) => found(data).map(({ code }) => code);
const notify = (id: string, message: string): ActionData => ({
  action: 'notify',
  to: { kind: 'user', id },
  message,
  membership: 'every',
});

describe('the problems of an effect', () => {
  it('say that nobody is chosen yet, and not that the person is gone', () => {
    expect(codes(notify('', 'x'))).toEqual(['incomplete']);
    expect(codes(notify('9', 'x'))).toEqual(['unknown_recipient']);
    expect(codes(notify('1', 'x'))).toEqual([]);
  });

  it('ask for words', () => {
    expect(found(notify('1', ' '))[0]?.message.en).toContain('message');
  });

  it('take no link but to a web page', () => {
    const material = (url: string): ActionData => ({
      action: 'sendMaterial',
      title: 'a',
      text: 'b',
      url,
      membership: 'once',
    });
    expect(codes(material('ftp://example.com'))).toEqual(['incomplete']);
    expect(codes(material('https://example.com'))).toEqual([]);
  });
});
