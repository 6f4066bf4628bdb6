import { Injectable } from '@nestjs/common';
import type { Recipient } from '@tagloom/contracts';
import type { ChannelPort, ChannelReceipt, Material } from '../deliveries/channel-port.js';
import { InboxRepository } from './inbox.repository.js';
import { InboxWriter } from './inbox-writer.js';

const WHO_SENDS: Recipient = { kind: 'role', role: 'agent' };

/**
 * The channel where none is connected: the material waits in the inbox of whoever looks after the customer, who passes
 * it on; of all agents when nobody does.
 */
@Injectable()
export class InboxChannel implements ChannelPort {
  constructor(
    private readonly inbox: InboxRepository,
    private readonly writer: InboxWriter,
  ) {}

  async send(material: Material): Promise<ChannelReceipt> {
    const to = (await this.inbox.ownerOf(material.customerId)) ?? WHO_SENDS;
    const people = await this.writer.leaveOne({ ...material, to, kind: 'sendMaterial' });
    if (people === 0) return { accepted: false, error: 'recipient_not_found' };
    return { accepted: true, receipt: { channel: 'inbox', recipient: to, people } };
  }
}
