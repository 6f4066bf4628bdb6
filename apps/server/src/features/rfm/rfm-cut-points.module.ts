import { Module } from '@nestjs/common';
import { CatalogModule } from '../catalog/catalog.module.js';
import { RfmCutPoints } from './rfm-cut-points.js';
import { RfmRepository } from './rfm.repository.js';

/** Cut points for the API and for the nightly run. */
@Module({
  imports: [CatalogModule],
  providers: [RfmCutPoints, RfmRepository],
  exports: [RfmCutPoints, RfmRepository],
})
export class RfmCutPointsModule {}
