import { Module } from '@nestjs/common';
import { InboxChannel } from './inbox-channel.js';
import { InboxController } from './inbox.controller.js';
import { InboxRepository } from './inbox.repository.js';
import { InboxService } from './inbox.service.js';
import { InboxWriter } from './inbox-writer.js';

@Module({
  controllers: [InboxController],
  providers: [InboxChannel, InboxRepository, InboxService, InboxWriter],
  exports: [InboxChannel, InboxWriter],
})
export class InboxModule {}
