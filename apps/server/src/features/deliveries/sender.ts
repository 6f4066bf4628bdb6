import { Inject, Injectable } from '@nestjs/common';
import { InboxWriter } from '../inbox/inbox-writer.js';
import { WebhookCaller } from '../webhooks/webhook-caller.js';
import { CHANNEL_PORT, type ChannelPort } from './channel-port.js';
import { LeasesRepository, type LeasedDelivery } from './leases.repository.js';

/** How one attempt ended. `retryAfter` is the header, as the receiver wrote it. */
export interface Attempt {
  outcome: 'delivered' | 'refused' | 'retry';
  error: string | null;
  receipt: Record<string, unknown> | null;
  retryAfter: string | null;
}

/** Makes one attempt at a delivery, by its kind. */
@Injectable()
export class Sender {
  constructor(
    private readonly inbox: InboxWriter,
    private readonly webhooks: WebhookCaller,
    private readonly leases: LeasesRepository,
    @Inject(CHANNEL_PORT) private readonly channel: ChannelPort,
  ) {}

  async send(delivery: LeasedDelivery): Promise<Attempt> {
    const { action, flowName, customerId } = delivery;
    const message = { deliveryId: delivery.id, customerId, flowName, at: delivery.createdAt.getTime() };
    if (action.action === 'notify') {
      const content = { to: action.to, title: flowName, text: action.message, url: null };
      const people = await this.inbox.leaveOne({ ...message, ...content, kind: 'notify' });
      return people > 0 ? delivered({ recipient: action.to, people }) : refused('recipient_not_found');
    }
    if (action.action === 'sendMaterial') {
      const { title, text, url = null } = action;
      const answer = await this.channel.send({ ...message, title, text, url });
      return answer.accepted ? delivered(answer.receipt) : refused(answer.error);
    }
    if (action.action === 'webhook') return this.call(delivery);
    throw new Error(`a delivery of kind ${action.action} is never pending`);
  }

  private async call(delivery: LeasedDelivery): Promise<Attempt> {
    const { id, customerId, eventSeq, runId } = delivery;
    const { error, isFinal, status, body, retryAfter, durationMs } = await this.webhooks.call(delivery.endpointId, {
      id: `dlv_${id}`,
      type: 'flow.action',
      at: delivery.createdAt,
      data: {
        customer: { id: customerId, identities: await this.leases.identitiesOf(customerId) },
        flow: { id: String(delivery.flowId), name: delivery.flowName, version: delivery.flowVersion },
        actionNodeId: delivery.actionNodeId,
        eventId: eventSeq,
        runId,
      },
    });
    const receipt = status === null ? null : { status, body, durationMs };
    return { outcome: error === null ? 'delivered' : isFinal ? 'refused' : 'retry', error, receipt, retryAfter };
  }
}

const delivered = (receipt: Record<string, unknown>): Attempt => ({
  outcome: 'delivered',
  error: null,
  receipt,
  retryAfter: null,
});
const refused = (error: string): Attempt => ({ outcome: 'refused', error, receipt: null, retryAfter: null });
