import { Injectable } from '@nestjs/common';
import type { ClientBase } from 'pg';
import { InboxWriter } from '../inbox/inbox-writer.js';
import { Proposals } from '../suggestions/proposals.js';
import { isOrderOf, type EffectOrder, type WrittenOrder } from './effect-order.js';
import { OutboxRepository } from './outbox.repository.js';
import { TargetNames } from './target-names.js';

export type { EffectOrder } from './effect-order.js';

/**
 * Takes the effects of an evaluation, inside its transaction: what happens in the database happens here and now, with
 * its receipt; what leaves it becomes a pending delivery. A fixed number of statements, however many orders.
 */
@Injectable()
export class EffectOutbox {
  constructor(
    private readonly outbox: OutboxRepository,
    private readonly targets: TargetNames,
    private readonly proposals: Proposals,
    private readonly inbox: InboxWriter,
  ) {}

  /**
   * Call it after the customers' rows are saved, because a proposal looks at the tags that are held. An order that is known
   * by its customer and dedupe key is skipped whole. Returns how many were new.
   */
  async enqueue(client: ClientBase, orders: readonly EffectOrder[]): Promise<number> {
    if (orders.length === 0) return 0;
    const written = await this.outbox.insert(client, orders, await this.targets.of(client, orders));
    await this.propose(client, written);
    await this.assign(client, written);
    return written.length;
  }

  private async propose(client: ClientBase, written: readonly WrittenOrder[]): Promise<void> {
    const proposing = written.filter(isOrderOf('propose'));
    if (proposing.length === 0) return;
    const results = await this.proposals.propose(
      client,
      proposing.map((order) => ({
        ...order,
        tagKey: order.data.tag,
        value: order.data.value ?? null,
        note: order.data.note ?? null,
      })),
    );
    const byDelivery = new Map(results.map((result) => [result.deliveryId, result]));
    await this.outbox.settleProposals(
      client,
      proposing.map(({ customerId, deliveryId }) => {
        const result = byDelivery.get(deliveryId);
        if (result?.suggestionId)
          return { customerId, deliveryId, made: true, receipt: { suggestionId: result.suggestionId } };
        return { customerId, deliveryId, made: false, receipt: { because: result?.because ?? 'tag_not_found' } };
      }),
    );
  }

  private async assign(client: ClientBase, written: readonly WrittenOrder[]): Promise<void> {
    const handing = written.filter(isOrderOf('assign'));
    if (handing.length === 0) return;
    // The last order of a customer in this step has the last word.
    await this.outbox.setOwners(client, new Map(handing.map(({ customerId, data }) => [customerId, data.to])));
    await this.inbox.leave(
      client,
      handing.map((order) => ({
        ...order,
        to: order.data.to,
        kind: 'assign',
        title: order.flowName,
        text: '',
        url: null,
      })),
    );
  }
}
