import type { Translation } from '@/platform/i18n/translation';
import type { zhCN } from './zh-CN';

export const en: Translation<typeof zhCN> = {
  title: 'Suggested tags',
  status_open: 'Open',
  status_accepted: 'Accepted',
  status_declined: 'Declined',
  status_withdrawn: 'Withdrawn',
  empty_open: 'No suggestions are waiting',
  empty_hint: 'Where a rule suggests a tag, the customers who meet it appear here, and a person decides.',
  empty_accepted: 'No suggestion has been accepted yet',
  empty_declined: 'No suggestion has been declined yet',
  unnamed: 'Customer {{id}}',
  from: 'Rule “{{flow}}” · {{when}}',
  by_flow: 'Rule “{{flow}}”, version {{version}}',
  reason: 'Reason',
  reason_hint: 'Reason (optional, kept in the history)',
  accept: 'Accept',
  decline: 'Decline',
  done_accept: '“{{name}}” added',
  done_decline: '“{{name}}” declined; it will not be suggested again',
  decided: '{{what}} by {{who}} · {{when}}',
  evidence: 'Evidence',
  no_evidence: 'No evidence recorded',
};
