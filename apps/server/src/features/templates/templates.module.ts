import { Module } from '@nestjs/common';
import { FlowsModule } from '../flows/flows.module.js';
import { TemplatesController } from './templates.controller.js';
import { TemplatesService } from './templates.service.js';

@Module({ imports: [FlowsModule], controllers: [TemplatesController], providers: [TemplatesService] })
export class TemplatesModule {}
