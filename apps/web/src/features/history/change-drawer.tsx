import { Link } from '@tanstack/react-router';
import type { ChangeView, TagState } from '@tagloom/contracts';
import { Descriptions, Drawer } from 'antd';
import { useTranslation } from 'react-i18next';
import { useCan } from '@/platform/auth';
import { useFormat } from '@/platform/format';
import { ChangeReason } from '@/platform/ui/change-reason';
import { useActorText, useEffectText } from '@/platform/ui/change-text';
import page from '@/platform/ui/page.module.css';
import { TagChip } from '@/platform/ui/tag-chip';
import { useValueText } from '@/platform/ui/use-value-text';

/** One change with its evidence. */
export function ChangeDrawer({ change, onClose }: { change: ChangeView; onClose: () => void }) {
  const { t } = useTranslation('history');
  const format = useFormat();
  const effectText = useEffectText();
  const actorText = useActorText();
  const valueText = useValueText();
  const stateText = ({ held, value }: TagState) =>
    !held ? t('not_held') : value === null || value === true ? t('held') : valueText(value);
  return (
    <Drawer open size={560} title={<TagChip tag={change.tag} />} onClose={onClose}>
      <Descriptions
        column={1}
        items={[
          { key: 'change', label: t('change'), children: effectText(change) },
          {
            key: 'customer',
            label: t('customer'),
            children: (
              <Link to="/customers/$id" params={{ id: change.customerId }}>
                {change.customerName ?? t('unnamed', { id: change.customerId })}
              </Link>
            ),
          },
          {
            key: 'actor',
            label: t('actor'),
            children: (
              <span>
                {actorText(change)}{' '}
                {change.flowId && (
                  <Link to="/flows/$id" params={{ id: change.flowId }}>
                    {t('open_flow')}
                  </Link>
                )}
              </span>
            ),
          },
          { key: 'before', label: t('before'), children: stateText(change.before) },
          { key: 'after', label: t('after'), children: stateText(change.after) },
          ...(change.reason ? [{ key: 'reason', label: t('reason'), children: change.reason }] : []),
        ]}
      />
      <p className={page.note}>
        {t('effective_at', { when: format.dateTime(change.effectiveAt) })} ·{' '}
        {t('recorded_at', { when: format.dateTime(change.recordedAt) })}
      </p>
      <h3 className={page.heading}>{t('details')}</h3>
      {change.evidence || change.flowId ? (
        <ChangeReason change={change} />
      ) : (
        <NoEvidence ofSuggestion={change.actor.kind === 'suggestion'} />
      )}
    </Drawer>
  );
}

/** What a person accepted was found when it was suggested, and is shown there. */
function NoEvidence({ ofSuggestion }: { ofSuggestion: boolean }) {
  const { t } = useTranslation('history');
  const maySee = useCan()('read', 'Suggestion');
  if (!ofSuggestion) return <p className={page.note}>{t('no_evidence')}</p>;
  return (
    <p className={page.note}>
      {t('evidence_of_suggestion')} {maySee && <Link to="/suggestions">{t('open_suggestions')}</Link>}
    </p>
  );
}
