import type { ChangesFilter } from './changes-query';

/** Reads the address; what is not understood is left out. The router reads digits as a number. */
export function parseHistorySearch(search: Record<string, unknown>): ChangesFilter {
  const customer = typeof search.customer === 'number' ? String(search.customer) : search.customer;
  return {
    ...(typeof search.tag === 'string' && search.tag !== '' && { tag: search.tag }),
    ...(isCustomerNumber(customer) && { customer }),
  };
}

export const isCustomerNumber = (text: unknown): text is string =>
  typeof text === 'string' && /^[1-9]\d{0,17}$/.test(text);
