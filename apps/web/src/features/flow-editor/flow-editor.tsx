import type { Catalog, FlowDetail, FlowVersion } from '@tagloom/contracts';
import type { InputRef } from 'antd';
import { useCallback, useMemo, useRef, useState } from 'react';
import { CountsNote } from './canvas/counts-note';
import { EditTools } from './canvas/edit-tools';
import { FlowCanvas } from './canvas/flow-canvas';
import { useShortcuts } from './canvas/use-shortcuts';
import { useLiveCounts } from './counting/use-live-counts';
import { EditorContext } from './editor-context';
import { EditorHeader } from './editor-header';
import styles from './editor.module.css';
import { InspectorPanel, SidePanel } from './inspector/inspector-panel';
import { Outline } from './inspector/outline';
import { mergeProblems } from './problems/merge-problems';
import { problemsOf } from './problems/problems-of';
import { useAnalysis } from './problems/use-analysis';
import { Palette } from './palette/palette';
import { FlowBlockAlert } from '@/platform/ui/flow-block-alert';
import { useMedia } from '@/platform/ui/use-media';
import { ReadingView } from './reading/reading-view';
import { READS_ONLY } from './widths';
import { PublishDialog } from './publishing/publish-dialog';
import { ConflictNotice } from './saving/conflict-notice';
import { useAutosave } from './saving/use-autosave';
import { SentenceBar } from './sentence/sentence-bar';
import { Simulator } from './simulation/simulator';
import { useSimulation } from './simulation/use-simulation';
import { meaningOf } from './store/edits';
import { useGraph, useGraphStore } from './store/use-graph';
import { VersionsDrawer } from './versions/versions-drawer';

interface FlowEditorProps {
  detail: FlowDetail;
  catalog: Catalog;
  onReload(): void;
  onView(version: FlowVersion): void;
}

/** The editor around the canvas. Everything it shows follows from the store's flow. */
export function FlowEditor({ detail, catalog, onReload, onView }: FlowEditorProps) {
  const store = useGraphStore();
  const flow = useGraph((state) => state.flow);
  const readOnly = useGraph((state) => state.readOnly);
  const [open, setOpen] = useState<'publish' | 'versions'>();
  const [simulating, setSimulating] = useState(false);
  const [outlineOpen, setOutlineOpen] = useState(false);
  const searchRef = useRef<InputRef>(null);

  const { saver, state: saveState } = useAutosave(store, detail);
  const meaning = meaningOf(flow);
  // eslint-disable-next-line react-hooks/exhaustive-deps -- moving a card changes the flow, but none of its problems
  const drawn = useMemo(() => problemsOf(flow, catalog), [meaning, catalog]);
  const analysed = useAnalysis(flow, detail.id);
  // eslint-disable-next-line react-hooks/exhaustive-deps -- as above
  const problems = useMemo(() => mergeProblems(drawn, analysed, flow), [drawn, analysed, meaning]);
  const valid = drawn.every(({ severity }) => severity !== 'error');
  const { counts, stale } = useLiveCounts(flow, detail.id, flow.nodes.length > 0);
  const simulation = useSimulation(flow, detail.id, simulating, valid);
  useShortcuts(useCallback(() => searchRef.current?.focus(), []));

  const outcome = simulating ? simulation.outcome : undefined;
  const { lit } = simulation;
  const view = useMemo(
    () => ({ catalog, problems, counts, countsStale: stale, outcome, lit }),
    [catalog, problems, counts, stale, outcome, lit],
  );
  const close = () => setOpen(undefined);
  const tooSmall = useMedia(READS_ONLY);
  if (tooSmall)
    return (
      <EditorContext value={view}>
        <ReadingView detail={detail} />
      </EditorContext>
    );
  return (
    <EditorContext value={view}>
      <EditorHeader
        detail={detail}
        saver={saver}
        saveState={saveState}
        onReload={onReload}
        simulating={simulating}
        onSimulate={() => setSimulating((now) => !now)}
        onPublish={() => setOpen('publish')}
        onVersions={() => setOpen('versions')}
      />
      <div className={styles.editor} data-read-only={readOnly || undefined}>
        {detail.blocked && <FlowBlockAlert block={detail.blocked} banner />}
        {saveState.kind === 'conflict' && <ConflictNotice onReload={onReload} />}
        <div className={styles.desk}>
          {!readOnly && <Palette searchRef={searchRef} />}
          <FlowCanvas>
            <EditTools outlineOpen={outlineOpen} onOutline={() => setOutlineOpen((now) => !now)}>
              {outlineOpen && <Outline />}
            </EditTools>
            <CountsNote />
          </FlowCanvas>
          {simulating ? (
            <SidePanel>
              <Simulator simulation={simulation} onClose={() => setSimulating(false)} />
            </SidePanel>
          ) : (
            <InspectorPanel />
          )}
        </div>
        <SentenceBar />
      </div>
      {open === 'publish' && <PublishDialog flowId={detail.id} saver={saver} counts={counts} onClose={close} />}
      {open === 'versions' && <VersionsDrawer flowId={detail.id} onView={onView} onClose={close} />}
    </EditorContext>
  );
}
