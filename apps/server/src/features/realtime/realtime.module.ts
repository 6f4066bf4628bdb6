import { Module } from '@nestjs/common';
import { SignalsModule } from '../../platform/signals/signals.module.js';
import { AuthModule } from '../auth/auth.module.js';
import { CatalogModule } from '../catalog/catalog.module.js';
import { ApprovalAudience } from './approval-audience.js';
import { DefinitionMarksRepository } from './definition-marks.js';
import { InboxAudience } from './inbox-audience.js';
import { RealtimeController } from './realtime.controller.js';
import { RealtimeHub } from './realtime-hub.js';
import { RealtimeService } from './realtime.service.js';
import { RightsWatch } from './rights-watch.js';
import { ScopedFingerprint } from './scoped-fingerprint.js';
import { Subscribers } from './subscribers.js';
import { ViewFingerprint } from './view-fingerprint.js';
import { ViewWatch } from './view-watch.js';
import { WatchedCustomersRepository } from './watched-customers.repository.js';
import { WatchedCustomers } from './watched-customers.js';
import { WatchedRuns } from './watched-runs.js';

@Module({
  imports: [AuthModule, CatalogModule, SignalsModule],
  controllers: [RealtimeController],
  providers: [
    ApprovalAudience,
    DefinitionMarksRepository,
    InboxAudience,
    RealtimeHub,
    RealtimeService,
    RightsWatch,
    Subscribers,
    ViewWatch,
    WatchedCustomers,
    WatchedCustomersRepository,
    WatchedRuns,
    { provide: ViewFingerprint, useClass: ScopedFingerprint },
  ],
})
export class RealtimeModule {}
