import { Recipient, ROLES } from '@tagloom/contracts';
import { useTranslation } from 'react-i18next';
import { useCatalog } from '@/platform/catalog';
import { useFormat } from '@/platform/format';
import { useOutboundError } from '@/platform/ui/use-outbound-error';
import { useValueText } from '@/platform/ui/use-value-text';

export type Receipt = Record<string, unknown>;
export interface ReceiptField {
  name: string;
  label: string;
  value: string;
}

const BECAUSE = ['held', 'open', 'declined'];
/** In the order in which they are read. */
const FIELDS = [
  ...(['because', 'before', 'after', 'recipient', 'people', 'channel'] as const),
  ...(['status', 'durationMs', 'body', 'suggestionId'] as const),
];
type Field = (typeof FIELDS)[number];
const isField = (name: string): name is Field => (FIELDS as readonly string[]).includes(name);

/** A receipt in words: in a line, and field by field. */
export function useReceiptWords(): {
  line: (receipt: Receipt) => string;
  fields: (receipt: Receipt) => ReceiptField[];
} {
  const { t } = useTranslation(['deliveries', 'common', 'frame']);
  const { number } = useFormat();
  const { users = [], departments = [] } = useCatalog();
  const valueText = useValueText();
  const errorText = useOutboundError();

  const recipientText = (value: unknown): string => {
    const { data: to } = Recipient.safeParse(value);
    if (!to) return t('somebody');
    if (to.kind === 'role') {
      const isKnown = (ROLES as readonly string[]).includes(to.role);
      return t('everyone', { name: isKnown ? t(`frame:role_${to.role}`) : to.role });
    }
    return (to.kind === 'user' ? users : departments).find(({ id }) => id === to.id)?.name ?? t('somebody');
  };
  const because = (reason: string) => (BECAUSE.includes(reason) ? t(`because_${reason}`) : errorText(reason));
  const fieldText = (name: string, value: unknown): string => {
    if (name === 'because' && typeof value === 'string') return because(value);
    if (name === 'recipient') return recipientText(value);
    if (name === 'channel' && value === 'inbox') return t('channel_inbox');
    if (name === 'people' && typeof value === 'number') return t('people', { count: value });
    if (name === 'status' && typeof value === 'number') return t('http', { status: value });
    if (name === 'durationMs' && typeof value === 'number') return t('milliseconds', { number: number(value) });
    if (name === 'body') return valueText(value) || t('empty_body');
    return valueText(value) || t('common:none');
  };

  return {
    line: (receipt) => {
      if (typeof receipt.because === 'string') return because(receipt.because);
      if ('after' in receipt)
        return t('changed', { before: fieldText('before', receipt.before), after: fieldText('after', receipt.after) });
      if (typeof receipt.status === 'number') return t('answered', { status: receipt.status });
      if ('suggestionId' in receipt) return t('suggested');
      if ('recipient' in receipt)
        return t('people' in receipt ? 'left_for' : 'handed', { recipient: recipientText(receipt.recipient) });
      return '';
    },
    fields: (receipt) =>
      [...FIELDS.filter((name) => name in receipt), ...Object.keys(receipt).filter((name) => !isField(name))].map(
        (name) => ({
          name,
          label: isField(name) ? t(`field_${name}`) : name,
          value: fieldText(name, receipt[name]),
        }),
      ),
  };
}
