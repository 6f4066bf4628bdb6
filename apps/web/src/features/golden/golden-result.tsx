import type { Catalog, GoldenExpectation, GoldenOutcome } from '@tagloom/contracts';
import { writeExpectations } from '@tagloom/rule-engine';
import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { useCatalog } from '@/platform/catalog';
import { useFormat } from '@/platform/format';
import { TraceTable } from '@/platform/ui/trace-table';
import page from '@/platform/ui/page.module.css';

const COLOURS = { passed: 'success', failed: 'error', disagreed: 'warning' } as const;

/** In a word how a case came out, and what was wrong with it. */
export function GoldenResult({ outcome }: { outcome: GoldenOutcome | undefined }) {
  const { t } = useTranslation('golden');
  const inWords = useExpectationText();
  if (!outcome) return <span className={page.note}>{t('not_run')}</span>;
  const { status, missing, unexpected } = outcome;
  return (
    <div data-testid="golden-result" data-status={status}>
      <Tag color={COLOURS[status]}>{t(status)}</Tag>
      {missing.length > 0 && <div>{t('missing', { what: inWords(missing) })}</div>}
      {unexpected.length > 0 && <div>{t('unexpected', { what: inWords(unexpected) })}</div>}
      {status === 'disagreed' && <div>{t('disagreed_text')}</div>}
    </div>
  );
}

/** As it is typed, but with the names of the tags: «+高频购买». */
function useExpectationText(): (expectations: readonly GoldenExpectation[]) => string {
  const { tags } = useCatalog();
  const { localized } = useFormat();
  const named = (expectation: GoldenExpectation): GoldenExpectation => {
    if (!('tag' in expectation)) return expectation;
    const name = tags.find(({ key }) => key === expectation.tag)?.name;
    return name ? { ...expectation, tag: localized(name) } : expectation;
  };
  return (expectations) => writeExpectations(expectations.map(named));
}

/** Every condition of the actions at fault with the value that was found. */
export function GoldenWhy({ outcome, catalog }: { outcome: GoldenOutcome; catalog: Catalog }) {
  return outcome.traces.map(({ actionNodeId, trace }) => (
    <TraceTable key={actionNodeId} trace={trace} catalog={catalog} />
  ));
}
