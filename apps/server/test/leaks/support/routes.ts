import type { TestApp } from '../../../src/testing/test-app.js';

/** One operation of the API description. */
export interface Route {
  method: string;
  /** With its parameters in braces. */
  path: string;
  required: string[];
}

interface Described {
  paths: Record<string, Record<string, { parameters?: { name: string; in: string; required?: boolean }[] }>>;
}

/** Every route that the description of the API has, but the endless one. */
export async function describedRoutes({ anonymous }: TestApp): Promise<Route[]> {
  const { body } = await anonymous.get<Described>('/api/openapi.json');
  return Object.entries(body.paths).flatMap(([path, operations]) =>
    Object.entries(operations).flatMap(([method, { parameters = [] }]): Route[] => {
      if (path === '/api/v1/realtime') return [];
      const required = parameters.filter((each) => each.in === 'query' && each.required).map(({ name }) => name);
      return [{ method: method.toUpperCase(), path, required }];
    }),
  );
}

/** What the first parameter of an address names: `flows` of `/api/v1/flows/{id}/golden`; null without parameters. */
export const familyOf = ({ path }: Route): string | null => /([^/]+)\/\{/.exec(path)?.[1] ?? null;

const OTHER_PARAMETERS: Readonly<Record<string, string>> = { a: '1', b: 'draft', reviewId: '1', roleId: '1' };
const QUERIES: Readonly<Record<string, string>> = { q: 'Zq7', flow: '1', tag: 'vip' };

/** The address with `id` in the place of the first parameter. */
export function addressOf({ path, required }: Route, id = '1'): string {
  let isFirst = true;
  const filled = path.replaceAll(/\{(\w+)\}/g, (_all, name: string) => {
    const value = isFirst ? id : (OTHER_PARAMETERS[name] ?? '1');
    isFirst = false;
    return encodeURIComponent(value);
  });
  const query = required.map((name) => `${name}=${encodeURIComponent(QUERIES[name] ?? '1')}`);
  return query.length === 0 ? filled : `${filled}?${query.join('&')}`;
}
