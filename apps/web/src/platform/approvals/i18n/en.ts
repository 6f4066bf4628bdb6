import type { Translation } from '@/platform/i18n/translation';
import type { zhCN } from './zh-CN';

export const en: Translation<typeof zhCN> = {
  needed: 'A second person has to agree',
  needed_text:
    'Say why and submit it for approval. It is done for you once a colleague with the same rights agrees; nothing changes before that.',
  reason: 'Reason',
  reason_hint: 'Why this should be done; the approver decides by it',
  reason_required: 'Say why',
  send: 'Submit for approval',
  not_sent: 'Not submitted',
  back: 'Back',
  sent: 'Submitted for approval',
  asked_owner: 'Colleagues with the same rights, in the owner department and the whole organisation, have been asked.',
  asked_same: 'Other colleagues with the same rights have been asked.',
  asked_tags: 'The departments that own the tags this rule sets have been asked.',
  sent_then:
    'It is done as soon as somebody agrees, and your inbox tells you. If nobody decides before {{until}}, ask again.',
  follow: 'Follow it',
};
