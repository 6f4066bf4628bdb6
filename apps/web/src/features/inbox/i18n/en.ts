import type { Translation } from '@/platform/i18n/translation';
import type { zhCN } from './zh-CN';

export const en: Translation<typeof zhCN> = {
  title: 'Inbox',
  bell_one: 'Inbox, {{count}} unread message',
  bell_other: 'Inbox, {{count}} unread messages',
  read_all: 'Mark all as read',
  empty: 'No messages yet',
  empty_hint: 'When a rule tells you something or hands you a customer, it appears here.',
  more: 'Load earlier',
  kind_notify: 'Message',
  kind_assign: 'Customer assigned to you or your team',
  kind_sendMaterial: 'To pass on to the customer',
  kind_review_asked: 'A rule for you to review',
  kind_review_approved: 'Review: approved',
  kind_review_rejected: 'Review: rejected',
  review_open: 'See the impact',
  schedule_open: 'Open the schedule',
  kind_schedule_refused: 'Not done on schedule',
  unread: 'Unread',
  mark_read: 'Mark as read',
  unnamed: 'Customer {{id}}',
  by_flow: 'Rule “{{name}}”',
};
