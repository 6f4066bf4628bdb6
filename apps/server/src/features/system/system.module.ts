import { Module } from '@nestjs/common';
import { DemoFilesController } from './demo-files.controller.js';
import { HealthController } from './health.controller.js';
import { HealthService } from './health.service.js';

@Module({ controllers: [HealthController, DemoFilesController], providers: [HealthService] })
export class SystemModule {}
