import { Module } from '@nestjs/common';
import { CatalogModule } from '../catalog/catalog.module.js';
import { GoldenController } from './golden.controller.js';
import { GoldenGate } from './golden.gate.js';
import { GoldenRepository } from './golden.repository.js';
import { GoldenService } from './golden.service.js';

@Module({
  imports: [CatalogModule],
  controllers: [GoldenController],
  providers: [GoldenGate, GoldenRepository, GoldenService],
  exports: [GoldenGate, GoldenService],
})
export class GoldenModule {}
