import { approvalsTexts } from '@/features/approvals/i18n';
import { customersTexts } from '@/features/customers/i18n';
import { deliveriesTexts } from '@/features/deliveries/i18n';
import { departmentsTexts } from '@/features/departments/i18n';
import { eventTypesTexts } from '@/features/event-types/i18n';
import { flowVersionsTexts } from '@/features/flow-versions/i18n';
import { flowsTexts } from '@/features/flows/i18n';
import { goldenTexts } from '@/features/golden/i18n';
import { historyTexts } from '@/features/history/i18n';
import { homeTexts } from '@/features/home/i18n';
import { impactTexts } from '@/features/impact/i18n';
import { inboxTexts } from '@/features/inbox/i18n';
import { metricsTexts } from '@/features/metrics/i18n';
import { rfmTexts } from '@/features/rfm/i18n';
import { runsTexts } from '@/features/runs/i18n';
import { shadowTexts } from '@/features/shadow/i18n';
import { settingsTexts } from '@/features/settings/i18n';
import { sharingTexts } from '@/features/sharing/i18n';
import { suggestionsTexts } from '@/features/suggestions/i18n';
import { tagPageTexts } from '@/features/tag-page/i18n';
import { tagsTexts } from '@/features/tags/i18n';
import { templatesTexts } from '@/features/templates/i18n';
import { flowEditorTexts } from '@/features/flow-editor/i18n';
import { signInTexts } from '@/features/sign-in/i18n';
import { errorTexts } from '@/platform/api';
import { approvingTexts } from '@/platform/approvals/i18n';
import { frameTexts } from '@/platform/frame';
import { commonTexts } from '@/platform/i18n/common';
import type { Texts } from '@/platform/i18n/translation';
import { levelsTexts } from '@/platform/sharing/i18n';
import { uiTexts } from '@/platform/ui/i18n';

/** Every text of the product by namespace, one line each. */
export const TEXTS: Record<string, Texts> = {
  approvals: approvalsTexts,
  approving: approvingTexts,
  common: commonTexts,
  customers: customersTexts,
  deliveries: deliveriesTexts,
  departments: departmentsTexts,
  errors: errorTexts,
  flowEditor: flowEditorTexts,
  frame: frameTexts,
  eventTypes: eventTypesTexts,
  flows: flowsTexts,
  flowVersions: flowVersionsTexts,
  golden: goldenTexts,
  history: historyTexts,
  home: homeTexts,
  impact: impactTexts,
  inbox: inboxTexts,
  metrics: metricsTexts,
  rfm: rfmTexts,
  runs: runsTexts,
  settings: settingsTexts,
  levels: levelsTexts,
  shadow: shadowTexts,
  sharing: sharingTexts,
  suggestions: suggestionsTexts,
  tagPage: tagPageTexts,
  tags: tagsTexts,
  templates: templatesTexts,
  signIn: signInTexts,
  ui: uiTexts,
};
