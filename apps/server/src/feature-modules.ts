import type { Type } from '@nestjs/common';
import { AnalysisModule } from './features/analysis/analysis.module.js';
import { ApprovalsModule } from './features/approvals/approvals.module.js';
import { AuthModule } from './features/auth/auth.module.js';
import { CatalogModule } from './features/catalog/catalog.module.js';
import { EvaluationModule, EvaluationWorkerModule } from './features/evaluation/evaluation.module.js';
import { EventsModule } from './features/events/events.module.js';
import { EventTypesModule } from './features/event-types/event-types.module.js';
import { DeliveriesModule, DeliveriesWorkerModule } from './features/deliveries/deliveries.module.js';
import { ImpactModule, ImpactWorkerModule } from './features/impact/impact.module.js';
import { GoldenModule } from './features/golden/golden.module.js';
import { InboxModule } from './features/inbox/inbox.module.js';
import { SuggestionsModule } from './features/suggestions/suggestions.module.js';
import { WebhooksModule } from './features/webhooks/webhooks.module.js';
import { HandTagsModule, HandTagsWorkerModule } from './features/hand-tags/hand-tags.module.js';
import { MetricsModule } from './features/metrics/metrics.module.js';
import { RealtimeModule } from './features/realtime/realtime.module.js';
import { RfmModule } from './features/rfm/rfm.module.js';
import { TagUpkeepModule, TagUpkeepWorkerModule } from './features/tag-upkeep/tag-upkeep.module.js';
import { TagsModule } from './features/tags/tags.module.js';
import { SystemModule } from './features/system/system.module.js';
import { ChangesModule } from './features/changes/changes.module.js';
import { CustomersModule } from './features/customers/customers.module.js';
import { FieldAccessModule } from './features/field-access/field-access.module.js';
import { FlowsModule } from './features/flows/flows.module.js';
import { FlowVersionsModule, FlowVersionsWorkerModule } from './features/flow-versions/flow-versions.module.js';
import { TemplatesModule } from './features/templates/templates.module.js';
import { OverviewModule } from './features/overview/overview.module.js';
import { RunsModule } from './features/runs/runs.module.js';
import { ShadowModule, ShadowWorkerModule } from './features/shadow/shadow.module.js';
import { SharingModule, SharingWorkerModule } from './features/sharing/sharing.module.js';

/** Every feature of the server, one line each. The router tries routes in this order: events come most often. */
export const FEATURE_MODULES: Type[] = [
  EventsModule,
  AuthModule,
  CatalogModule,
  EvaluationModule,
  SystemModule,
  // before whoever imports the tags: `tags/bin` is no tag's id
  TagUpkeepModule,
  ChangesModule,
  CustomersModule,
  HandTagsModule,
  FieldAccessModule,
  FlowsModule,
  AnalysisModule,
  GoldenModule,
  FlowVersionsModule,
  ImpactModule,
  ShadowModule,
  TemplatesModule,
  OverviewModule,
  RunsModule,
  EventTypesModule,
  MetricsModule,
  RfmModule,
  TagsModule,
  SharingModule,
  ApprovalsModule,
  SuggestionsModule,
  DeliveriesModule,
  InboxModule,
  RealtimeModule,
  WebhooksModule,
];

/** What a worker process runs besides. */
export const WORKER_MODULES: Type[] = [
  EvaluationWorkerModule,
  DeliveriesWorkerModule,
  FlowVersionsWorkerModule,
  HandTagsWorkerModule,
  ImpactWorkerModule,
  ShadowWorkerModule,
  SharingWorkerModule,
  TagUpkeepWorkerModule,
];
