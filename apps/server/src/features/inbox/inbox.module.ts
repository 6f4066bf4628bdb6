import { Module } from '@nestjs/common';
import { CatalogModule } from '../catalog/catalog.module.js';
import { FieldAccessModule } from '../field-access/field-access.module.js';
import { InboxChannel } from './inbox-channel.js';
import { InboxController } from './inbox.controller.js';
import { InboxRepository } from './inbox.repository.js';
import { InboxService } from './inbox.service.js';
import { InboxWriter } from './inbox-writer.js';

@Module({
  imports: [CatalogModule, FieldAccessModule],
  controllers: [InboxController],
  providers: [InboxChannel, InboxRepository, InboxService, InboxWriter],
  exports: [InboxChannel, InboxWriter],
})
export class InboxModule {}
