import { Condition } from '@tagloom/contracts';
import type { CustomerSort } from '@tagloom/contracts';

export const PAGE_SIZES = [20, 50, 100, 200];
const DEFAULT_SIZE = 50;

/** What the address of the customers page keeps: filter, order, page size. */
export interface CustomersSearch {
  filter?: Condition;
  /** `metric.orders_90d:desc` */
  sort?: string;
  size?: number;
}

/** Reads the address; what is not understood is left out rather than refused. */
export function parseCustomersSearch(search: Record<string, unknown>): CustomersSearch {
  const filter = Condition.safeParse(search.filter);
  return {
    ...(filter.success && { filter: filter.data }),
    ...(sortOf(search.sort) && { sort: search.sort as string }),
    ...(PAGE_SIZES.includes(search.size as number) && search.size !== DEFAULT_SIZE && { size: search.size as number }),
  };
}

export const sizeOf = ({ size }: CustomersSearch): number => size ?? DEFAULT_SIZE;

export function sortOf(text: unknown): CustomerSort | undefined {
  if (typeof text !== 'string') return undefined;
  const [, by, direction] = /^([\w.]{1,100}):(asc|desc)$/.exec(text) ?? [];
  return by ? { by, direction: direction as CustomerSort['direction'] } : undefined;
}

export const sortText = ({ by, direction }: CustomerSort): string => `${by}:${direction}`;
