import type { EventsResponse, FlowDetail, InstalledTemplate, Metric, PublishResponse } from '@tagloom/contracts';
import { Sweeper } from '../../src/features/evaluation/sweeper.js';
import type { DemoCustomer, DemoEvent, DemoState, Story } from '../../src/features/templates/story.js';
import type { TestApp } from '../../src/testing/test-app.js';
import { eventually, runEnd } from './flows.js';
import type { MovingClock } from './moving-clock.js';

/** Noon of a Wednesday in the organisation's zone, which has no summer time. */
export const TODAY = Date.parse('2026-06-17T12:00:00+08:00');
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const at = (daysAgo: number, hour: number) => TODAY - daysAgo * DAY + (hour - 12) * HOUR;
const CHANNEL = 'stories';

interface Deed {
  externalId: string;
  event: DemoEvent;
}
export interface Person {
  story: Story;
  customer: DemoCustomer;
  externalId: string;
}

/** The demo customers of the stories on one server. */
export class StoryWorld {
  readonly people: Person[];
  private readonly flowsOf = new Map<string, string[]>();
  private sent = 0;

  constructor(
    private readonly app: TestApp,
    private readonly clock: MovingClock,
    private readonly stories: readonly Story[],
  ) {
    this.people = stories.flatMap((story) =>
      story.customers.map((customer) => ({ story, customer, externalId: `${story.key}-${customer.key}` })),
    );
  }

  /**
   * Installs all stories and publishes them for everyone who is here, which is nobody before anything has happened. For new
   * events only they would leave alone those for whom only time passes.
   */
  async install(): Promise<void> {
    for (const { key } of this.stories) {
      const installed = await this.call<InstalledTemplate>(`/api/v1/templates/${key}/install`);
      this.flowsOf.set(
        key,
        installed.flows.map(({ id }) => id),
      );
      await this.metricsReady();
      for (const { id } of installed.flows) {
        const { revision } = (await this.app.client.get<FlowDetail>(`/api/v1/flows/${id}`)).body;
        const { run } = await this.call<PublishResponse>(`/api/v1/flows/${id}/publish`, {
          apply: 'everyone',
          revision,
        });
        if (run) await runEnd(this.app, run.id);
      }
    }
  }

  /** Everything until today, each deed at its moment; time passes in between. */
  async live(): Promise<void> {
    const deeds = this.people.flatMap(({ externalId, customer }) =>
      customer.events.map((event): Deed => ({ externalId, event })),
    );
    for (const moment of momentsOf(deeds)) {
      await this.moveTo(moment);
      await this.send(deeds.filter(({ event }) => at(event.daysAgo, event.hour) === moment));
    }
    await this.moveTo(at(0, 11));
    await this.introduce();
    await this.moveTo(TODAY);
  }

  /** Everything until today at once. */
  async recall(): Promise<void> {
    await this.introduce();
    const deeds = this.people.flatMap(({ externalId, customer }) =>
      customer.events.map((event): Deed => ({ externalId, event })),
    );
    await this.send(deeds.toSorted((one, other) => other.event.daysAgo - one.event.daysAgo));
  }

  /** The days after today; `look` is called for everyone of whom something is said on the day. */
  async goOn(look: (person: Person, inDays: number) => Promise<void>): Promise<void> {
    const laters = this.people.flatMap((person) => (person.customer.later ?? []).map((later) => ({ person, later })));
    const days = [...new Set(laters.map(({ later }) => later.inDays))].sort((one, other) => one - other);
    for (const day of days) {
      const due = laters.filter(({ later }) => later.inDays === day);
      await this.moveTo(at(-day, 10));
      await this.send(
        due.flatMap(({ person, later }) =>
          (later.events ?? []).map((event): Deed => ({ externalId: person.externalId, event })),
        ),
      );
      await this.moveTo(at(-day, 12));
      for (const { person } of due) await look(person, day);
    }
  }

  /** What holds for someone now, as far as their story is concerned. */
  async stateOf({ story, externalId }: Person): Promise<Required<DemoState>> {
    const { rows } = await this.app.database.pool.query<Required<DemoState>>(
      `SELECT coalesce(c.owner_role, '') AS owner,
         ARRAY(SELECT t.key FROM tags t WHERE t.id = ANY(c.tags) AND t.key = ANY($2) ORDER BY t.key) AS tags,
         ARRAY(SELECT t.key FROM suggestions s JOIN tags t ON t.id = s.tag_id
               WHERE s.customer_id = c.id AND s.status = 'open' AND t.key = ANY($2) ORDER BY t.key) AS suggestions,
         ARRAY(SELECT d.kind FROM deliveries d WHERE d.customer_id = c.id AND d.flow_id = ANY($3::bigint[]) ORDER BY d.kind) AS effects
       FROM identities i JOIN customers c ON c.id = i.customer_id WHERE i.channel = '${CHANNEL}' AND i.external_id = $1`,
      [externalId, (story.needs.tags ?? []).map(({ key }) => key), this.flowsOf.get(story.key)],
    );
    return rows[0];
  }

  async customerId(externalId: string): Promise<string> {
    const { rows } = await this.app.database.pool.query<{ id: string }>(
      'SELECT customer_id::text AS id FROM identities WHERE external_id = $1',
      [externalId],
    );
    return rows[0].id;
  }

  private async moveTo(moment: number): Promise<void> {
    this.clock.moveTo(new Date(moment).toISOString());
    await this.app.app.get(Sweeper, { strict: false }).sweep();
    await this.settled();
  }

  /** No run is under way, and nobody is left whose time has come: others may have been at it, too. */
  private async settled(): Promise<void> {
    await eventually(async () => {
      const { rows } = await this.app.database.query<{ open: number }>(
        `SELECT (SELECT count(*)::int FROM runs WHERE status IN ('queued', 'running'))
           + (SELECT count(*)::int FROM customers WHERE next_review_at <= '${this.clock.now().toISOString()}') AS open`,
      );
      return rows[0].open === 0 ? true : null;
    });
  }

  private async introduce(): Promise<void> {
    const profiles = this.people.map(({ externalId, customer: { birthdayInDays } }) => ({
      customer: { channel: CHANNEL, externalId },
      fields: birthdayInDays === undefined ? { name: externalId } : { birthday: birthday(birthdayInDays) },
    }));
    await this.call('/api/v1/customers/profiles', { profiles });
  }

  private async send(deeds: readonly Deed[]): Promise<void> {
    if (deeds.length === 0) return;
    const events = deeds.map(({ externalId, event: { type, daysAgo, hour, properties } }) => ({
      id: `deed-${++this.sent}`,
      source: 'stories',
      type,
      occurredAt: new Date(at(daysAgo, hour)).toISOString(),
      customer: { channel: CHANNEL, externalId },
      properties,
    }));
    const { accepted, rejected } = await this.call<EventsResponse>('/api/v1/events', { events });
    if (accepted !== events.length) throw new Error(JSON.stringify(rejected));
    await eventually(async () => {
      const { rows } = await this.app.database.query<{ behind: string }>(
        'SELECT count(*) AS behind FROM events e JOIN lanes l ON l.lane = e.lane AND e.seq > l.cursor',
      );
      return rows[0].behind === '0' ? true : null;
    });
  }

  private async metricsReady(): Promise<void> {
    await eventually(async () => {
      const { body } = await this.app.client.get<Metric[]>('/api/v1/metrics');
      return body.every(({ status }) => status === 'ready') ? true : null;
    });
  }

  private async call<T>(path: string, body?: object): Promise<T> {
    const answer = await this.app.client.post<T>(path, body);
    if (answer.status >= 300) throw new Error(`${path}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  }
}

/** The state a person should be in; what is not said is empty. */
export const expected = (state: DemoState): Required<DemoState> => ({
  tags: state.tags ?? [],
  suggestions: state.suggestions ?? [],
  effects: state.effects ?? [],
  owner: state.owner ?? '',
});

const momentsOf = (deeds: readonly Deed[]) =>
  [...new Set(deeds.map(({ event }) => at(event.daysAgo, event.hour)))].sort((one, other) => one - other);

/** Of someone who was born in a leap year, so that every day is one of it. */
const birthday = (inDays: number) => `1992${new Date(TODAY + inDays * DAY).toISOString().slice(4, 10)}`;
