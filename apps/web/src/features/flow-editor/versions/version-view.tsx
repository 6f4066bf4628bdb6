import type { Catalog, FlowVersion } from '@tagloom/contracts';
import { ReactFlowProvider } from '@xyflow/react';
import { Button } from 'antd';
import { ChevronLeft } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/platform/format';
import { PageHeader } from '@/platform/frame';
import { useActorName } from '@/platform/ui/use-actor-name';
import { FlowCanvas } from '../canvas/flow-canvas';
import { EditorContext, type EditorView } from '../editor-context';
import styles from '../editor.module.css';
import { InspectorPanel } from '../inspector/inspector-panel';
import { SentenceBar } from '../sentence/sentence-bar';
import { createGraphStore } from '../store/graph-store';
import { GraphContext } from '../store/use-graph';

interface VersionViewProps {
  version: FlowVersion;
  catalog: Catalog;
  onBack(): void;
}

/** A published version as it was drawn. It never changes, so nothing here can be edited. */
export function VersionView({ version, catalog, onBack }: VersionViewProps) {
  const { t } = useTranslation('flowEditor');
  const actorName = useActorName();
  const { dateTime } = useFormat();
  const [store] = useState(() => createGraphStore(version.flow, true));
  const [view] = useState<EditorView>(() => ({
    catalog,
    problems: [],
    counts: undefined,
    countsStale: false,
    outcome: undefined,
    lit: new Set(),
  }));
  const back = (
    <Button type="text" icon={<ChevronLeft size={16} />} onClick={onBack}>
      {t('versions.back')}
    </Button>
  );
  return (
    <GraphContext value={store}>
      <EditorContext value={view}>
        <ReactFlowProvider>
          <PageHeader
            title={`${version.flow.name} · ${t('versions.number', { version: version.version })}`}
            extra={
              <>
                <span>
                  {t('versions.by', { at: dateTime(version.publishedAt), by: actorName(version.publishedBy) })}
                </span>
                {back}
              </>
            }
          />
          <div className={styles.editor} data-read-only>
            <div className={styles.desk}>
              <FlowCanvas />
              <InspectorPanel />
            </div>
            <SentenceBar />
          </div>
        </ReactFlowProvider>
      </EditorContext>
    </GraphContext>
  );
}
