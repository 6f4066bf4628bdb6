import { Module } from '@nestjs/common';
import { CatalogModule } from '../catalog/catalog.module.js';
import { FieldAccessModule } from '../field-access/field-access.module.js';
import { InboxChannel } from '../inbox/inbox-channel.js';
import { InboxModule } from '../inbox/inbox.module.js';
import { SuggestionsModule } from '../suggestions/suggestions.module.js';
import { WebhooksModule } from '../webhooks/webhooks.module.js';
import { CHANNEL_PORT } from './channel-port.js';
import { DeliveriesController } from './deliveries.controller.js';
import { DeliveriesRepository } from './deliveries.repository.js';
import { DeliveriesService } from './deliveries.service.js';
import { Deliverer } from './deliverer.js';
import { DeliveryWorker } from './delivery-worker.js';
import { LeasesRepository } from './leases.repository.js';
import { Sender } from './sender.js';

/** Receipts as people see them. */
@Module({
  imports: [CatalogModule, FieldAccessModule],
  controllers: [DeliveriesController],
  providers: [DeliveriesRepository, DeliveriesService],
})
export class DeliveriesModule {}

/** Sending: the worker process imports it, the API process does not. */
@Module({
  imports: [InboxModule, SuggestionsModule, WebhooksModule],
  providers: [
    Deliverer,
    DeliveryWorker,
    LeasesRepository,
    Sender,
    { provide: CHANNEL_PORT, useExisting: InboxChannel },
  ],
  exports: [Deliverer],
})
export class DeliveriesWorkerModule {}
