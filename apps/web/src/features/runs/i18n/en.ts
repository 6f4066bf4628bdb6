import type { Translation } from '@/platform/i18n/translation';
import type { zhCN } from './zh-CN';

export const en: Translation<typeof zhCN> = {
  title: 'Runs',
  empty: 'No runs yet',
  empty_hint:
    'When a rule is published to everyone or a metric is created, the work over all customers shows its progress here.',
  name: 'What',
  kind: 'Kind',
  kind_backfill: 'Rule over everyone',
  kind_metric: 'History of a metric',
  kind_nightly: 'Every night, over everyone',
  kind_stop: 'Stopping a rule',
  kind_zone: 'New time zone of a department',
  kind_preview: 'Impact preview',
  kind_bulk: 'Bulk edit by hand',
  tab_runs: 'Runs',
  tab_receipts: 'Receipts',
  progress: 'Progress',
  started: 'Started',
  by: '{{who}} · {{when}}',
  finished: 'Finished',
  cancel: 'Cancel run',
  cancel_title: 'Cancel “{{title}}”?',
  cancel_text_one: 'The {{done}} customer done so far keeps the result; the rest is not worked on.',
  cancel_text_other: 'The {{done}} customers done so far keep their result; the rest is not worked on.',
  keep: 'Keep running',
  cancelled: 'Cancelled',
  failed_cancel: 'Could not cancel',
};
