import type { TestApp } from './test-app.js';
import type { TestClient } from './test-client.js';

/** Values for the placeholders and the queries of routes. */
export interface CrawlHints {
  /** Ids by the collection before them: `customers`, `flows`, `changes`…; `1` for the others. */
  ids: Record<string, string>;
  /** Queries by route, as in the OpenAPI document. */
  queries: Record<string, string>;
}
export interface Crawled {
  route: string;
  status: number;
  /** Body and headers as one text. */
  text: string;
}

/** Asks every GET route of the OpenAPI document but streams. */
export async function crawl(server: TestApp, client: TestClient, hints: CrawlHints): Promise<Crawled[]> {
  const { body } = await server.anonymous.get<{ paths: Record<string, object> }>('/api/openapi.json');
  const routes = Object.entries(body.paths).flatMap(([route, methods]) => ('get' in methods ? [route] : []));
  const answers: Crawled[] = [];
  for (const route of routes.filter((each) => !each.endsWith('/events/stream') && !each.includes('realtime'))) {
    const path = route.replace(
      /([^/]+)\/\{[^}]+\}/g,
      (_all, before: string) => `${before}/${hints.ids[before] ?? '1'}`,
    );
    const query = hints.queries[route] ?? '';
    const { status, body: answer, headers } = await client.get(path + query);
    answers.push({ route, status, text: JSON.stringify(answer) + JSON.stringify([...headers]) });
  }
  return answers;
}
