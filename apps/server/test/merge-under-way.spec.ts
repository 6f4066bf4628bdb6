import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Tag, TagOperation } from '@tagloom/contracts';
import { createTestApp, type TestApp } from '../src/testing/test-app.js';
import { anEvent } from './support/events.js';
import { createTag, eventually, lineFlow, publish } from './support/flows.js';

const PEOPLE = 120;
const ROUNDS = 12;

describe('events that arrive while two tags become one', () => {
  let app: TestApp;
  const tags = new Map<string, Tag>();
  beforeAll(async () => {
    app = await createTestApp();
    await app.client.post('/api/v1/events', { events: [anEvent({ id: 'first' })] });
    for (const key of ['gone', 'stays', 'follows']) await createTag(app, key);
    const { body } = await app.client.get<{ tags: Tag[] }>('/api/v1/tags');
    for (const tag of body.tags) tags.set(tag.key, tag);
    const isLarge = [{ fact: 'event.amount', operator: 'greaterThan', value: 500 }];
    await publish(app, lineFlow('Large orders', isLarge, 'gone', ['order_paid']), 'new_events');
    const reader = lineFlow('Follows', [{ fact: 'tag.gone', operator: 'equal', value: true }], 'follows');
    await publish(app, reader, 'new_events');
  });
  afterAll(() => app.close());

  const send = (round: number) =>
    app.client.post('/api/v1/events', {
      events: Array.from({ length: PEOPLE }, (_, person) =>
        anEvent({
          id: `p${person}-${round}`,
          customer: { channel: 'shop', externalId: `p${person}` },
          properties: { amount: isLarge(person, round) ? 900 : 1 },
        }),
      ),
    });
  /** Everybody changes sides now and then, each in another rhythm. */
  const isLarge = (person: number, round: number) => ((person * 7 + round * (1 + (person % 3))) >> 1) % 2 === 0;
  const drained = () =>
    eventually(async () => {
      const { rows } = await app.database.pool.query<{ behind: string }>(
        'SELECT count(*) AS behind FROM events e JOIN lanes l ON l.lane = e.lane AND e.seq > l.cursor',
      );
      return rows[0].behind === '0' ? true : null;
    });
  const idOf = (key: string) => Number(tags.get(key)?.id);
  const holding = async (): Promise<Map<string, number[]>> => {
    const { rows } = await app.database.pool.query<{ person: string; tags: number[] }>(
      `SELECT i.external_id AS person, c.tags FROM identities i JOIN customers c ON c.id = i.customer_id WHERE i.external_id LIKE 'p%'`,
    );
    return new Map(rows.map(({ person, tags: held }) => [person, held]));
  };
  const expected = (round: number, name: string) =>
    new Map(
      Array.from({ length: PEOPLE }, (_, person) => [
        `p${person}`,
        isLarge(person, round) ? [idOf(name), idOf('follows')].sort((a, b) => a - b) : [],
      ]),
    );

  it('are judged by one version or the other: nobody loses a tag, and nobody keeps one of the name that is gone', async () => {
    await send(0);
    await drained();
    let round = 0;
    let operation: TagOperation | null = null;
    for (let turn = 0; turn < 5; turn++) {
      const storm = (async () => {
        for (let i = 0; i < ROUNDS; i++) await send(++round);
      })();
      if (operation) await app.client.post(`/api/v1/tag-operations/${operation.id}/undo`);
      const merged = await app.client.post<TagOperation>(`/api/v1/tags/${idOf('gone')}/merge`, {
        into: String(idOf('stays')),
      });
      expect(merged.status).toBe(200);
      operation = merged.body;
      await storm;
      await drained();
      expect(await holding()).toEqual(expected(round, 'stays'));
      const { rows } = await app.database.pool.query('SELECT FROM claims WHERE tag_id = $1', [idOf('gone')]);
      expect(rows).toEqual([]);
    }
  }, 120_000);
});
