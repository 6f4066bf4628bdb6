import type { Catalog, FlowDetail, FlowVersion } from '@tagloom/contracts';
import { flowReads } from '@tagloom/rule-engine';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { ReactFlowProvider } from '@xyflow/react';
import { Alert, Skeleton } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { api, useErrorText } from '@/platform/api';
import { useCan } from '@/platform/auth';
import { catalogQuery } from '@/platform/catalog';
import styles from './editor.module.css';
import { FlowEditor } from './flow-editor';
import { createGraphStore } from './store/graph-store';
import { GraphContext } from './store/use-graph';
import { VersionView } from './versions/version-view';

/** One flow, to be drawn, tried and published. */
export function FlowEditorPage({ flowId }: { flowId: string }) {
  const { t } = useTranslation('flowEditor');
  const errorText = useErrorText();
  const client = useQueryClient();
  const [round, setRound] = useState(0);
  const [viewed, setViewed] = useState<FlowVersion>();
  const queryKey = ['flowEditor', 'flow', flowId];
  const flow = useQuery({
    queryKey,
    queryFn: () => api.get<FlowDetail>(`/flows/${flowId}`),
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
  const catalog = useQuery({
    ...catalogQuery,
    staleTime: 0,
    refetchInterval: ({ state }) => lookAgain(flow.data, state.data),
  });
  const error = flow.error ?? catalog.error;
  if (error && !flow.data) return <Alert type="error" showIcon title={errorText(error)} className={styles.failure} />;
  if (!flow.data || !catalog.data) return <Skeleton active className={styles.failure} aria-label={t('canvas.label')} />;
  if (viewed) return <VersionView version={viewed} catalog={catalog.data} onBack={() => setViewed(undefined)} />;
  const reload = async () => {
    await client.refetchQueries({ queryKey });
    setRound((now) => now + 1);
  };
  return (
    <ReactFlowProvider key={round}>
      <Drawn detail={flow.data}>
        <FlowEditor detail={flow.data} catalog={catalog.data} onReload={() => void reload()} onView={setViewed} />
      </Drawn>
    </ReactFlowProvider>
  );
}

/** Ms. Colleagues define tags and metrics while one draws. */
const NOW_AND_THEN = 10_000;
const SOON = 2_000;

/** A metric that came with an import is not a fact before it has been computed, so the catalog is asked again soon. */
function lookAgain(flow: FlowDetail | undefined, catalog: Catalog | undefined): number {
  if (!flow || !catalog) return NOW_AND_THEN;
  const known = new Set(catalog.facts.map(({ name }) => name));
  return flowReads(flow.draft).some((fact) => fact !== '' && !known.has(fact)) ? SOON : NOW_AND_THEN;
}

/** The store of the flow, made once per time that it is loaded. */
function Drawn({ detail, children }: { detail: FlowDetail; children: ReactNode }) {
  const can = useCan();
  const [store] = useState(() => createGraphStore(detail.draft, !can('update', 'Flow') || !detail.editable));
  return <GraphContext value={store}>{children}</GraphContext>;
}
