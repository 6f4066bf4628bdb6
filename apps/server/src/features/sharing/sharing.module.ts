import { Module } from '@nestjs/common';
import { ApprovalsModule } from '../approvals/approvals.module.js';
import { AuthModule } from '../auth/auth.module.js';
import { CatalogModule } from '../catalog/catalog.module.js';
import { FlowVersionsModule } from '../flow-versions/flow-versions.module.js';
import { InboxModule } from '../inbox/inbox.module.js';
import { ShareAct } from './share-act.js';
import { ShareNotices } from './share-notices.js';
import { ShareRequestsRepository } from './share-requests.repository.js';
import { ShareRequestsService } from './share-requests.service.js';
import { ShareUpkeep } from './share-upkeep.js';
import { SharesRepository } from './shares.repository.js';
import { SharesService } from './shares.service.js';
import { SharingController } from './sharing.controller.js';
import { SharingMatrixService } from './sharing-matrix.service.js';

@Module({
  imports: [ApprovalsModule, AuthModule, CatalogModule, InboxModule],
  controllers: [SharingController],
  providers: [
    ShareAct,
    ShareNotices,
    ShareRequestsRepository,
    ShareRequestsService,
    SharesRepository,
    SharesService,
    SharingMatrixService,
  ],
  exports: [ShareNotices, SharesRepository, SharesService],
})
export class SharingModule {}

/** The end of shares. */
@Module({ imports: [CatalogModule, FlowVersionsModule, SharingModule], providers: [ShareUpkeep] })
export class SharingWorkerModule {}
