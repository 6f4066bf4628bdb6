import { Module } from '@nestjs/common';
import { InboxModule } from '../inbox/inbox.module.js';
import { ProposalsModule } from '../suggestions/proposals.module.js';
import { WebhooksModule } from '../webhooks/webhooks.module.js';
import { EffectOutbox } from './effect-outbox.js';
import { OutboxRepository } from './outbox.repository.js';
import { TargetNames } from './target-names.js';

/** What the evaluation needs. Working off the outbox is `DeliveriesModule`. */
@Module({
  imports: [InboxModule, ProposalsModule, WebhooksModule],
  providers: [EffectOutbox, OutboxRepository, TargetNames],
  exports: [EffectOutbox],
})
export class OutboxModule {}
