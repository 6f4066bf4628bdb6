import type { Catalog, ChangeWhy } from '@tagloom/contracts';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { ReactFlowProvider } from '@xyflow/react';
import { Alert, Button, Skeleton } from 'antd';
import { ChevronLeft } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, useErrorText } from '@/platform/api';
import { catalogQuery } from '@/platform/catalog';
import { useFormat } from '@/platform/format';
import { PageHeader } from '@/platform/frame';
import { FlowCanvas } from '../canvas/flow-canvas';
import { EditorContext } from '../editor-context';
import styles from '../editor.module.css';
import { Field } from '../inspector/field';
import { SidePanel } from '../inspector/inspector-panel';
import { problemsOf } from '../problems/problems-of';
import { SentenceBar } from '../sentence/sentence-bar';
import { createGraphStore } from '../store/graph-store';
import { GraphContext } from '../store/use-graph';
import { factsThen } from './facts-then';
import { Simulator } from './simulator';
import { useSimulation } from './use-simulation';

/** An evaluation of production, opened in the simulator: the version that ran, with the facts as they were, at that moment. */
export function PastEvaluationPage({ flowId, changeId }: { flowId: string; changeId: string }) {
  const { t } = useTranslation('flowEditor');
  const errorText = useErrorText();
  const why = useQuery({
    queryKey: ['flowEditor', 'past', changeId],
    queryFn: () => api.get<ChangeWhy>(`/changes/${changeId}/why`),
  });
  const catalog = useQuery(catalogQuery);
  const error = why.error ?? catalog.error;
  if (error) return <Alert type="error" showIcon title={errorText(error)} className={styles.failure} />;
  if (!why.data || !catalog.data) return <Skeleton active className={styles.failure} aria-label={t('sim.past')} />;
  const { change, flow } = why.data;
  if (!flow || !change.evidence || flow.id !== flowId)
    return <Alert type="info" showIcon title={t('sim.pastNoEvidence')} className={styles.failure} />;
  return <PastEvaluation why={why.data} flow={flow} evidence={change.evidence} catalog={catalog.data} />;
}

interface PastEvaluationProps {
  why: ChangeWhy;
  flow: NonNullable<ChangeWhy['flow']>;
  evidence: NonNullable<ChangeWhy['change']['evidence']>;
  catalog: Catalog;
}

function PastEvaluation({ why: { change, glossary }, flow: version, evidence, catalog: today }: PastEvaluationProps) {
  const { t } = useTranslation('flowEditor');
  const navigate = useNavigate();
  const { flow } = version;
  const [store] = useState(() => createGraphStore(flow, true));
  const then = useMemo(() => factsThen(flow, evidence.trace), [flow, evidence]);
  const [start] = useState(() => ({ customerId: change.customerId, facts: then.facts, now: change.effectiveAt }));
  const problems = useMemo(() => problemsOf(flow, today), [flow, today]);
  const valid = problems.every(({ severity }) => severity !== 'error');
  const simulation = useSimulation(flow, then.wasHeld ? version.id : undefined, true, valid, start);
  const catalog = useMemo(() => withNamesOf(glossary, today), [glossary, today]);
  const { outcome, lit } = simulation;
  const view = useMemo(
    () => ({ catalog, problems, counts: undefined, countsStale: false, outcome, lit }),
    [catalog, problems, outcome, lit],
  );
  const back = () => void navigate({ to: '/flows/$id', params: { id: version.id }, search: {} });
  return (
    <GraphContext value={store}>
      <EditorContext value={view}>
        <ReactFlowProvider>
          <PageHeader
            title={`${flow.name} · ${t('versions.number', { version: version.version })}`}
            extra={
              <Button type="text" icon={<ChevronLeft size={16} />} onClick={back}>
                {t('sim.pastBack')}
              </Button>
            }
          />
          <div className={styles.editor} data-read-only data-testid="past-evaluation">
            <div className={styles.desk}>
              <FlowCanvas />
              <SidePanel>
                <Simulator
                  simulation={simulation}
                  intro={
                    <Intro change={change} version={version.version} unrecorded={then.unrecorded} catalog={catalog} />
                  }
                  onClose={back}
                />
              </SidePanel>
            </div>
            <SentenceBar />
          </div>
        </ReactFlowProvider>
      </EditorContext>
    </GraphContext>
  );
}

/** What was deleted since keeps its name here. */
function withNamesOf(then: Catalog, today: Catalog): Catalog {
  const known = new Set(today.facts.map(({ name }) => name));
  const keys = new Set(today.tags.map(({ key }) => key));
  return {
    ...today,
    facts: [...today.facts, ...then.facts.filter(({ name }) => !known.has(name))],
    tags: [...today.tags, ...then.tags.filter(({ key }) => !keys.has(key))],
  };
}

interface IntroProps {
  change: ChangeWhy['change'];
  version: number;
  unrecorded: string[];
  catalog: Catalog;
}

function Intro({ change, version, unrecorded, catalog }: IntroProps) {
  const { t } = useTranslation('flowEditor');
  const { dateTime, localized, locale } = useFormat();
  const customer = change.customerName ?? t('sim.unnamed', { id: change.customerId });
  const names = unrecorded.map((name) => {
    const fact = catalog.facts.find((known) => known.name === name);
    return fact ? localized(fact.label) : name;
  });
  return (
    <Field label={t('sim.past')} note={`${t('sim.pastFacts')} ${t('sim.writesNothing')}`}>
      <p data-testid="past-of">{t('sim.pastOf', { when: dateTime(change.effectiveAt), version, customer })}</p>
      {names.length > 0 && (
        <Alert
          type="info"
          showIcon
          data-testid="past-unrecorded"
          title={t('sim.pastMissing', { count: names.length, names: names.join(locale === 'en' ? ', ' : '、') })}
        />
      )}
    </Field>
  );
}
