import type { ActionTrace, ShadowDifference } from '@tagloom/contracts';
import { useTranslation } from 'react-i18next';
import { useCatalog } from '@/platform/catalog';
import { Mark } from '@/platform/ui/mark';
import page from '@/platform/ui/page.module.css';
import { TraceTable } from '@/platform/ui/trace-table';
import { SaidTag } from './said-tag';
import styles from './shadow.module.css';

/** What the one says, and what the other says. */
export function Difference({ difference }: { difference: ShadowDifference }) {
  const { t } = useTranslation('shadow');
  const { kind, shadow, other, by } = difference;
  const whom = kind === 'only_people' || kind === 'contradicts' ? t('says_person', { who: by ?? '' }) : t('says_live');
  return (
    <div className={styles.difference}>
      <Mark>{t(kind)}</Mark>
      <Said who={t('says_shadow')} difference={difference} said={shadow} />
      {kind !== 'only_shadow' && <Said who={whom} difference={difference} said={other} />}
    </div>
  );
}

function Said({
  who,
  difference,
  said,
}: {
  who: string;
  difference: ShadowDifference;
  said: ShadowDifference['shadow'];
}) {
  const { t } = useTranslation('shadow');
  return (
    <span className={styles.said}>
      <span className={page.note}>{who}</span>
      {said ? <SaidTag tag={difference} said={said} /> : <span className={page.note}>{t('says_nothing')}</span>}
    </span>
  );
}

/** Why the shadow says so, and why the live version does, condition by condition. */
export function DifferenceReason({ difference }: { difference: ShadowDifference }) {
  const { t } = useTranslation('shadow');
  const { evidence, isNow, liveEvidence } = difference;
  return (
    <div className={styles.reasons}>
      <Difference difference={difference} />
      <Reason title={t(isNow ? 'why_shadow_now' : 'why_shadow')} evidence={evidence} />
      {liveEvidence && <Reason title={t('why_live')} evidence={liveEvidence} />}
    </div>
  );
}

function Reason({ title, evidence }: { title: string; evidence: ActionTrace | null }) {
  const { t } = useTranslation('shadow');
  const catalog = useCatalog();
  return (
    <div>
      <p className={page.note}>{title}</p>
      {evidence ? (
        <TraceTable trace={evidence.trace} catalog={catalog} />
      ) : (
        <p className={page.note}>{t('why_none')}</p>
      )}
    </div>
  );
}
