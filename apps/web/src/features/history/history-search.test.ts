import { describe, expect, it } from 'vitest';
import { parseHistorySearch } from './history-search';

describe('the address of the history page', () => {
  it('takes a customer number that the router read as a number', () => {
    expect(parseHistorySearch({ customer: 42, tag: 'vip' })).toEqual({ customer: '42', tag: 'vip' });
  });

  it.each([{ customer: 0 }, { customer: '4x' }, { tag: '' }, { tag: 3 }])('leaves out %j', (search) => {
    expect(parseHistorySearch(search)).toEqual({});
  });
});
