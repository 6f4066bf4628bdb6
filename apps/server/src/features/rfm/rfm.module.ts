import { Module } from '@nestjs/common';
import { CatalogModule } from '../catalog/catalog.module.js';
import { RfmCutPointsModule } from './rfm-cut-points.module.js';
import { RfmController } from './rfm.controller.js';
import { RfmService } from './rfm.service.js';

@Module({
  imports: [CatalogModule, RfmCutPointsModule],
  controllers: [RfmController],
  providers: [RfmService],
  exports: [RfmService],
})
export class RfmModule {}
