import type { EventsResponse, ProfilesRequest } from '@tagloom/contracts';
import type { MovingClock } from './moving-clock.js';
import { createTestApp, type TestApp } from '../../src/testing/test-app.js';
import { anEvent } from './events.js';
import { eventually } from './flows.js';

/** Customers of a test by their external ids, with what the database says of them. */
export class People {
  private count = 0;

  constructor(
    private readonly app: TestApp,
    private readonly clock: MovingClock,
  ) {}

  /** One event of `type` now, evaluated. */
  async does(externalId: string, type: string, properties: Record<string, unknown> = {}): Promise<void> {
    this.count += 1;
    const event = anEvent({
      id: `event-${this.count}`,
      type,
      occurredAt: this.clock.now().toISOString(),
      customer: { channel: 'shop', externalId },
      properties,
    });
    const { status, body } = await this.app.client.post<EventsResponse>('/api/v1/events', { events: [event] });
    if (status >= 300 || body.accepted !== 1) throw new Error(JSON.stringify(body));
    await this.drained();
  }

  async has(externalId: string, fields: ProfilesRequest['profiles'][number]['fields']): Promise<string> {
    const profiles = [{ customer: { channel: 'shop', externalId }, fields }];
    const { status, body } = await this.app.client.post('/api/v1/customers/profiles', { profiles });
    if (status >= 300) throw new Error(JSON.stringify(body));
    return this.id(externalId);
  }

  async id(externalId: string): Promise<string> {
    const { rows } = await this.app.database.pool.query<{ id: string }>(
      'SELECT customer_id::text AS id FROM identities WHERE external_id = $1',
      [externalId],
    );
    return rows[0].id;
  }

  /** Keys of the tags that hold. */
  async tags(externalId: string): Promise<string[]> {
    const { rows } = await this.app.database.pool.query<{ key: string }>(
      `SELECT t.key FROM identities i JOIN customers c ON c.id = i.customer_id JOIN tags t ON t.id = ANY(c.tags)
       WHERE i.external_id = $1 ORDER BY t.key`,
      [externalId],
    );
    return rows.map(({ key }) => key);
  }

  /** Kinds of the changes of a tag, oldest first. */
  async history(externalId: string, tag: string): Promise<string[]> {
    const { rows } = await this.app.database.pool.query<{ kind: string }>(
      `SELECT h.kind FROM identities i JOIN changes h ON h.customer_id = i.customer_id JOIN tags t ON t.id = h.tag_id
       WHERE i.external_id = $1 AND t.key = $2 ORDER BY h.seq`,
      [externalId, tag],
    );
    return rows.map(({ kind }) => kind);
  }

  /** Deliveries of a customer, oldest first. */
  async deliveries(externalId: string): Promise<{ kind: string; status: string; receipt: unknown }[]> {
    const { rows } = await this.app.database.pool.query<{ kind: string; status: string; receipt: unknown }>(
      `SELECT d.kind, d.status, d.receipt FROM identities i JOIN deliveries d ON d.customer_id = i.customer_id
       WHERE i.external_id = $1 ORDER BY d.id`,
      [externalId],
    );
    return rows;
  }

  /** Waits until the tags are these; the wait ends within five seconds, or the timer is too late. */
  async willHave(externalId: string, tags: string[]): Promise<void> {
    const startedAt = Date.now();
    await eventually(async () => ((await this.tags(externalId)).join() === tags.join() ? true : null));
    const seconds = (Date.now() - startedAt) / 1000;
    if (seconds > 5) throw new Error(`it took ${seconds} s`);
  }

  async drained(): Promise<void> {
    await eventually(async () => {
      const { rows } = await this.app.database.pool.query<{ behind: string }>(
        'SELECT count(*) AS behind FROM events e JOIN lanes l ON l.lane = e.lane AND e.seq > l.cursor',
      );
      return rows[0].behind === '0' ? true : null;
    });
  }
}

/** A server at this clock, and its people; rules may speak of events of these types. */
export async function openPeople(
  clock: MovingClock,
  eventTypes = ['paid', 'visited'],
): Promise<{ app: TestApp; people: People }> {
  const app = await createTestApp({ clock });
  const people = new People(app, clock);
  for (const type of eventTypes) await people.does('someone', type, { amount: 1 });
  return { app, people };
}
