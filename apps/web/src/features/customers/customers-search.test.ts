import { defaultParseSearch, defaultStringifySearch } from '@tanstack/react-router';
import { describe, expect, it } from 'vitest';
import { parseCustomersSearch, sizeOf, sortOf, sortText, type CustomersSearch } from './customers-search';

describe('the address of the customers page', () => {
  it('keeps filter, order and size through the URL', () => {
    const search: CustomersSearch = {
      filter: {
        any: [
          { fact: 'profile.city', operator: 'in', value: ['上海', '北京'] },
          { fact: 'tag.vip', operator: 'equal', value: true },
        ],
      },
      sort: 'metric.orders_90d:desc',
      size: 100,
    };
    expect(parseCustomersSearch(defaultParseSearch(defaultStringifySearch({ ...search })))).toEqual(search);
  });

  it.each([[{ filter: { any: 'x' } }], [{ filter: '{' }], [{ sort: 'name;drop' }], [{ size: 7 }], [{ size: 'many' }]])(
    'leaves out what is not understood: %j',
    (search) => expect(parseCustomersSearch(search)).toEqual({}),
  );

  it('has 50 customers a page when it says nothing', () => {
    expect(sizeOf({})).toBe(50);
  });

  it('reads an order back as it was written', () => {
    expect(sortOf(sortText({ by: 'profile.name', direction: 'asc' }))).toEqual({
      by: 'profile.name',
      direction: 'asc',
    });
  });
});
