import { Injectable } from '@nestjs/common';
import type { ClientBase } from 'pg';
import { InboxRepository, type NewMessage } from './inbox.repository.js';

export type { NewMessage } from './inbox.repository.js';

/** Leaves messages for people. A message per delivery, so that leaving one again does no harm. */
@Injectable()
export class InboxWriter {
  constructor(private readonly inbox: InboxRepository) {}

  async leave(client: ClientBase, messages: readonly NewMessage[]): Promise<void> {
    if (messages.length > 0) await this.inbox.insert(client, messages);
  }

  /** Returns how many people it reached; nobody is a recipient that is gone, and then nothing is left. */
  async leaveOne(message: NewMessage): Promise<number> {
    const people = await this.inbox.people(message.to);
    if (people > 0) await this.inbox.insert(null, [message]);
    return people;
  }
}
