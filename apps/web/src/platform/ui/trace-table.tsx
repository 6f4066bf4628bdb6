import type { Catalog, LeafTrace, Trace } from '@tagloom/contracts';
import { OPERATORS } from '@tagloom/rule-engine';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/platform/format';
import { traceRows, type TraceRow } from './trace-rows';
import styles from './trace-table.module.css';
import { useDaysText, useValueText } from './use-value-text';
import { isFactReference } from './value-text';
import { VerdictMark } from './verdict-mark';

/** Per condition: what was asked, what was found, whether it held. */
export function TraceTable({ trace, catalog }: { trace: Trace; catalog: Catalog }) {
  const { t } = useTranslation('ui');
  return (
    <table className={styles.table} data-testid="trace-table">
      <thead>
        <tr>
          {(['condition', 'required', 'actual', 'verdict'] as const).map((column) => (
            <th key={column} scope="col">
              {t(`trace_${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {traceRows(trace).map((row) => (
          <tr key={row.key} data-gate={'gate' in row || undefined}>
            {'leaf' in row ? <Leaf leaf={row.leaf} depth={row.depth} catalog={catalog} /> : <Gate row={row} />}
            <td>
              <VerdictMark verdict={row.verdict} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Leaf({ leaf, depth, catalog }: { leaf: LeafTrace; depth: number; catalog: Catalog }) {
  const { t } = useTranslation('ui');
  const { localized } = useFormat();
  const valueText = useValueText();
  const daysText = useDaysText();
  const named = (name: string) => {
    const fact = catalog.facts.find((known) => known.name === name);
    return fact ? localized(fact.label) : name;
  };
  const fact = catalog.facts.find(({ name }) => name === leaf.fact);
  const operator = OPERATORS.get(leaf.operator);
  const expected = isFactReference(leaf.expected)
    ? t('of_fact', { name: named(leaf.expected.fact) })
    : valueText(leaf.expected, fact);
  const required = operator?.value === 'none' ? '' : operator?.value === 'days' ? daysText(leaf.expected) : expected;
  const asked = operator ? `${localized(operator.label)} ${required}` : `${leaf.operator} ${required}`;
  return (
    <>
      <td style={{ paddingInlineStart: 8 + depth * 16 }}>{named(leaf.fact)}</td>
      <td>
        {operator?.today && leaf.expected === 0 ? localized(operator.today.label) : asked}
        {leaf.leaveExpected !== undefined && (
          <Leave leave={valueText(leaf.leaveExpected, fact)} isHeld={leaf.isHeld === true} />
        )}
      </td>
      <td className={styles.actual}>
        {leaf.actual === null || leaf.actual === undefined
          ? t(leaf.withheld ? 'withheld' : 'missing')
          : valueText(leaf.actual, fact)}
      </td>
    </>
  );
}

/** The easier threshold once the action holds: that it exists, or that it is the one that counted. */
function Leave({ leave, isHeld }: { leave: string; isHeld: boolean }) {
  const { t } = useTranslation('ui');
  return <div className={styles.leave}>{t(isHeld ? 'leave_counted' : 'leave_note', { leave })}</div>;
}

function Gate({ row }: { row: Extract<TraceRow, { gate: string }> }) {
  const { t } = useTranslation('ui');
  const { percent } = useFormat();
  const score = row.gate === 'score';
  const reached =
    row.reached === undefined ? '' : score ? percent(row.reached / 100) : t('trace_reached', { count: row.reached });
  return (
    <>
      <td style={{ paddingInlineStart: 8 + row.depth * 16 }}>{t(`trace_${row.gate}`, { count: row.required })}</td>
      <td>
        {score ? t('trace_score_required', { required: row.required }) : ''}
        {row.leaveRequired !== undefined && <Leave leave={`${row.leaveRequired}%`} isHeld={row.isHeld === true} />}
      </td>
      <td className={styles.actual}>{reached}</td>
    </>
  );
}
