import { isEffectAction, isTagAction, type FlowNode } from '@tagloom/contracts';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/platform/format';
import { durationText } from '@/platform/ui/value-text';
import styles from './node-card.module.css';

/** How long an action's tag stays, how often an effect happens, or from where on a condition lets go. */
export function CardNote({ node }: { node: FlowNode }) {
  const text = useNote()(node);
  return text === undefined ? null : <p className={styles.note}>{text}</p>;
}

function useNote(): (node: FlowNode) => string | undefined {
  const { t } = useTranslation('flowEditor');
  const { locale, number } = useFormat();
  return ({ kind, data }) => {
    if (kind === 'condition' && data.leaveValue !== undefined)
      return t('note.leave', { leave: number(data.leaveValue) });
    if (kind === 'score' && data.leaveThreshold !== undefined)
      return t('note.leave', { leave: `${number(data.leaveThreshold)}%` });
    if (kind !== 'action') return undefined;
    if (isEffectAction(data)) return t(`note.effect.${data.membership}`);
    if (!isTagAction(data)) return undefined;
    const base = t(`note.${data.action}.${data.membership}`);
    if (data.hold) return `${base} · ${t('note.hold', { duration: durationText(data.hold, locale) })}`;
    if (data.validFor) return `${base} · ${t('note.validFor', { duration: durationText(data.validFor, locale) })}`;
    return base;
  };
}
