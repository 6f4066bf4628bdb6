import { Module } from '@nestjs/common';
import { EventsModule } from '../events/events.module.js';
import { FlowsModule } from '../flows/flows.module.js';
import { DemoCustomersController } from './demo-customers.controller.js';
import { DemoCustomersRepository } from './demo-customers.repository.js';
import { DemoCustomersService } from './demo-customers.service.js';
import { TemplatesController } from './templates.controller.js';
import { TemplatesService } from './templates.service.js';

@Module({
  imports: [EventsModule, FlowsModule],
  controllers: [DemoCustomersController, TemplatesController],
  providers: [DemoCustomersRepository, DemoCustomersService, TemplatesService],
})
export class TemplatesModule {}
