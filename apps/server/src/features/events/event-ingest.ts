import { Inject, Injectable } from '@nestjs/common';
import type { CustomerRef, EventsResponse, RejectedEvent } from '@tagloom/contracts';
import type { ClientBase, Pool } from 'pg';
import { Clock } from '../../platform/clock/clock.js';
import { POOL } from '../../platform/database/pool.token.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { LaneSignal } from '../evaluation/lane-signal.js';
import { laneOf } from '../evaluation/lanes.js';
import { CustomerResolver } from './customer-resolver.js';
import { EventInboxRepository, type InboxEvent } from './event-inbox.repository.js';
import { EventTypesLearner } from './event-types.learner.js';
import { GroupCommit } from './group-commit.js';
import { parseEvents, type ParsedEvent } from './parse-events.js';

interface Outcome {
  accepted: number;
  duplicates: number;
  rejected: RejectedEvent[];
}

/** Takes events in: checked one by one, committed before the answer, then the lanes are woken. */
@Injectable()
export class EventIngest {
  private readonly commits = new GroupCommit<ParsedEvent[], Outcome>((calls) => this.commit(calls));

  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly clock: Clock,
    private readonly types: EventTypesLearner,
    private readonly customers: CustomerResolver,
    private readonly inbox: EventInboxRepository,
    private readonly lanes: LaneSignal,
  ) {}

  async ingest(inputs: readonly unknown[]): Promise<EventsResponse> {
    const { events, rejected } = parseEvents(inputs, await this.types.schemas(), this.clock.now().getTime());
    if (events.length === 0) return { accepted: 0, duplicates: 0, rejected };
    const outcome = await this.commits.add(events, events.length);
    const all = [...rejected, ...outcome.rejected].sort((a, b) => a.index - b.index);
    return { accepted: outcome.accepted, duplicates: outcome.duplicates, rejected: all };
  }

  /** One transaction for all calls that waited; one statement when all customers are known. */
  private async commit(calls: readonly ParsedEvent[][]): Promise<Outcome[]> {
    const events = calls.flat();
    const typeIds = await this.types.learn(events);
    const refs = events.map((event) => event.customer);
    const remembered = this.customers.remembered(refs);
    const { fates, lanes } = remembered
      ? await this.accept(this.pool, events, remembered, typeIds)
      : await this.resolveAndAccept(events, refs, typeIds);
    this.lanes.wake(lanes);
    const fate = fates.values();
    return calls.map((call) => tally(call, () => fate.next().value as Fate));
  }

  private async resolveAndAccept(
    events: readonly ParsedEvent[],
    refs: readonly CustomerRef[],
    typeIds: ReadonlyMap<string, number>,
  ) {
    const { accepted, remember } = await inTransaction(this.pool, async (client) => {
      const { ids, remember } = await this.customers.resolve(client, refs);
      return { accepted: await this.accept(client, events, ids, typeIds), remember };
    });
    remember();
    return accepted;
  }

  private async accept(
    client: Pick<ClientBase, 'query'>,
    events: readonly ParsedEvent[],
    customerIds: readonly (string | null)[],
    typeIds: ReadonlyMap<string, number>,
  ): Promise<{ fates: Fate[]; lanes: Set<number> }> {
    const lanes = new Set<number>();
    const known: InboxEvent[] = [];
    events.forEach((event, index) => {
      const customerId = customerIds[index];
      if (customerId === null) return;
      const lane = laneOf(customerId);
      lanes.add(lane);
      known.push({ ...event, customerId, lane, typeId: typeIds.get(event.type) as number });
    });
    const inserted = (await this.inbox.insert(client, known, this.clock.now().getTime())).values();
    const fates = customerIds.map((id): Fate =>
      id === null ? 'unknown' : inserted.next().value ? 'accepted' : 'duplicate',
    );
    return { fates, lanes };
  }
}

type Fate = 'accepted' | 'duplicate' | 'unknown';

function tally(call: readonly ParsedEvent[], nextFate: () => Fate): Outcome {
  const outcome: Outcome = { accepted: 0, duplicates: 0, rejected: [] };
  for (const event of call) {
    const fate = nextFate();
    if (fate === 'accepted') outcome.accepted += 1;
    else if (fate === 'duplicate') outcome.duplicates += 1;
    else outcome.rejected.push(unknownCustomer(event));
  }
  return outcome;
}

function unknownCustomer({ index, customer }: ParsedEvent): RejectedEvent {
  const path = `events.${index}.customer.id`;
  const id = 'id' in customer ? customer.id : '';
  return {
    index,
    code: 'customer_not_found',
    path,
    message: `${path}: there is no customer ${id}; send a known id, or channel and externalId`,
  };
}
