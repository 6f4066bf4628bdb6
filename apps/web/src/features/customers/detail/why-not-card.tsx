import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ActionTrace, Explanation, FlowDetail, FlowSummary, LeafTrace, Trace } from '@tagloom/contracts';
import { Select, Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '@/platform/api';
import { useCatalog } from '@/platform/catalog';
import { useFormat } from '@/platform/format';
import { EmptyState } from '@/platform/ui/empty-state';
import { ErrorNotice } from '@/platform/ui/error-notice';
import { NeededChanges } from '@/platform/ui/needed-changes';
import page from '@/platform/ui/page.module.css';
import { TraceTable } from '@/platform/ui/trace-table';
import { VerdictMark } from '@/platform/ui/verdict-mark';
import { useActionText } from './action-text';
import styles from './customer-page.module.css';

/** Why a rule does not act on a customer: what is missing, and the smallest changes that would turn it. */
export function WhyNotCard({ customerId }: { customerId: string }) {
  const { t } = useTranslation('customers');
  const { localized } = useFormat();
  const [flowId, setFlowId] = useState<string>();
  const flows = useQuery({ queryKey: ['customers', 'rules'], queryFn: () => api.get<FlowSummary[]>('/flows') });
  if (flows.isPending) return <Skeleton active paragraph={{ rows: 4 }} />;
  if (flows.isError) return <ErrorNotice error={flows.error} onRetry={() => void flows.refetch()} />;
  const published = flows.data.filter(({ status }) => status === 'published');
  const chosen = published.find(({ id }) => id === flowId);
  if (published.length === 0) return <EmptyState title={t('whynot_no_rules')} />;
  // the sentence names the tags, so a rule is found by what it gives as well
  const options = published.map(({ id, name, sentence }) => ({
    value: id,
    label: name,
    search: name + localized(sentence),
  }));
  return (
    <div data-testid="why-not-card">
      <Select
        className={page.wide}
        showSearch={{
          filterOption: (text, option) => option?.search.toLowerCase().includes(text.toLowerCase()) ?? false,
        }}
        aria-label={t('whynot_pick')}
        placeholder={t('whynot_pick')}
        notFoundContent={t('whynot_none_found')}
        options={options}
        value={flowId}
        onChange={setFlowId}
        data-testid="why-not-rule"
      />
      {!chosen && <EmptyState title={t('whynot_hint')} />}
      {chosen && (
        <>
          <p className={styles.sentence}>
            {localized(chosen.sentence)}{' '}
            <Link to="/flows/$id" params={{ id: chosen.id }}>
              {t('open_flow')}
            </Link>
          </p>
          <Missing key={chosen.id} customerId={customerId} flowId={chosen.id} />
        </>
      )}
    </div>
  );
}

function Missing({ customerId, flowId }: { customerId: string; flowId: string }) {
  const { t } = useTranslation('customers');
  const answer = useQuery({
    queryKey: ['customers', customerId, 'explain', flowId],
    queryFn: () =>
      Promise.all([
        api.get<Explanation>(`/customers/${customerId}/explain?flow=${flowId}`),
        api.get<FlowDetail>(`/flows/${flowId}`),
      ]),
    staleTime: 0,
  });
  if (answer.isPending) return <Skeleton active paragraph={{ rows: 6 }} />;
  if (answer.isError)
    return <ErrorNotice error={answer.error} title={t('whynot_title')} onRetry={() => void answer.refetch()} />;
  const [explanation, { published }] = answer.data;
  return groupsOf(explanation).map((actions) => (
    <Answer key={actions[0]!.actionNodeId} actions={actions} explanation={explanation} flow={published} />
  ));
}

/** Actions behind the same conditions are answered together. */
function groupsOf({ actions }: Explanation): ActionTrace[][] {
  const groups = new Map<string, ActionTrace[]>();
  for (const action of actions) {
    const key = JSON.stringify(action.trace);
    groups.set(key, [...(groups.get(key) ?? []), action]);
  }
  return [...groups.values()];
}

interface AnswerProps {
  actions: ActionTrace[];
  explanation: Explanation;
  flow: FlowDetail['published'];
}

function Answer({ actions, explanation, flow }: AnswerProps) {
  const { t } = useTranslation('customers');
  const catalog = useCatalog();
  const actionText = useActionText();
  const first = actions[0]!;
  const flips = explanation.flips.filter(({ actionNodeId }) => actionNodeId === first.actionNodeId);
  const names = actions.map(({ actionNodeId }) => actionText(flow?.nodes.find(({ id }) => id === actionNodeId)));
  const leaves = leavesOf(first.trace);
  const count = (verdict: 'no' | 'unknown') => leaves.filter((leaf) => leaf.verdict === verdict).length;
  return (
    <section className={styles.section} data-testid="why-not-answer" data-verdict={first.verdict}>
      <div className={styles.whyHead}>
        <VerdictMark verdict={first.verdict} />
        <span>{names.join(t('list_comma'))}</span>
      </div>
      <p className={page.note}>
        {first.verdict === 'yes'
          ? t('whynot_holds')
          : t(count('unknown') > 0 ? 'whynot_missing' : 'whynot_not_met', {
              no: count('no'),
              unknown: count('unknown'),
            })}
      </p>
      <TraceTable trace={first.trace} catalog={catalog} />
      <h3 className={`${page.heading} ${styles.turn}`}>
        {t(first.verdict === 'yes' ? 'whynot_flips_off' : 'whynot_flips')}
      </h3>
      {flips.length === 0 && <p className={page.note}>{t('whynot_no_flips')}</p>}
      <ol className={styles.flips} data-testid="why-not-flips">
        {flips.map((flip) => (
          <li key={JSON.stringify(flip.changes)}>
            <NeededChanges flip={flip} catalog={catalog} />
          </li>
        ))}
      </ol>
    </section>
  );
}

const leavesOf = (trace: Trace): LeafTrace[] => (trace.kind === 'leaf' ? [trace] : trace.children.flatMap(leavesOf));
