import type { InboxMessage } from '@tagloom/contracts';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/platform/format';

type Kind = InboxMessage['kind'];

/** That a rule of one's department rests for want of a tag, will, or goes on. */
export const isAboutBlock = (kind: Kind): boolean => kind.startsWith('flow_');

/** What a message says in a sentence of ours where it has one, else what was written in it. */
export function useSaid(): (message: InboxMessage) => string {
  const { t } = useTranslation('inbox');
  const format = useFormat();
  return ({ kind, title, text, flowName }) => {
    if (kind === 'share_ending') return t('share_ends', { day: format.day(text) });
    if (kind === 'flow_block_ahead') return t('block_ahead', { name: title, day: format.day(text) });
    if (kind === 'flow_blocked') return title ? t('block_now', { name: title }) : t('block_now_hidden');
    if (kind === 'flow_unblocked') return t('block_over');
    if (kind === 'share_flows_blocked') return t('block_owner', { department: text, number: flowName });
    return text;
  };
}
