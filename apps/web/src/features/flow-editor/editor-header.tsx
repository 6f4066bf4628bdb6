import type { FlowDetail } from '@tagloom/contracts';
import { Link } from '@tanstack/react-router';
import { Button, Input, Tooltip } from 'antd';
import { ChevronLeft, History, Play, ScanEye } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useCan } from '@/platform/auth';
import { PageHeader } from '@/platform/frame';
import { useEditor } from './editor-context';
import styles from './editor.module.css';
import { ExportMenu } from './exporting/export-menu';
import { PlaceButton } from './place/place-button';
import type { DraftSaver, SaveState } from './saving/draft-saver';
import { SaveStateText } from './saving/save-state';
import { useGraph, useGraphStore } from './store/use-graph';

interface EditorHeaderProps {
  detail: FlowDetail;
  saver: DraftSaver;
  saveState: SaveState;
  simulating: boolean;
  onReload(): void;
  onSimulate(): void;
  onPublish(): void;
  onVersions(): void;
}

/** Name, state, and what can be done with the flow as a whole. */
export function EditorHeader({
  detail,
  saver,
  saveState,
  simulating,
  onReload,
  onSimulate,
  onPublish,
  onVersions,
}: EditorHeaderProps) {
  const { t } = useTranslation('flowEditor');
  const can = useCan();
  const name = useGraph(({ flow }) => flow.name);
  const readOnly = useGraph((state) => state.readOnly);
  return (
    <PageHeader
      title={
        <span className={styles.title}>
          <NameInput />
          <span className={styles.status} data-status={detail.status} data-testid="flow-status">
            {detail.status === 'published'
              ? t('status.published', { version: detail.version })
              : t(`status.${detail.status}`)}
          </span>
          <PlaceButton detail={detail} saver={saver} onReload={onReload} />
          {!readOnly && <SaveStateText state={saveState} saver={saver} />}
        </span>
      }
      documentTitle={name}
      before={
        <Link to="/flows" className={styles.back} aria-label={t('header.back')}>
          <ChevronLeft size={20} aria-hidden />
        </Link>
      }
      extra={
        <>
          <Button type="text" icon={<History size={16} />} onClick={onVersions}>
            {t('versions.title')}
          </Button>
          <Link to="/flows/$id/impact" params={{ id: detail.id }} className={styles.pages} data-testid="flow-impact">
            <ScanEye size={16} aria-hidden />
            {t('header.impact')}
          </Link>
          <ExportMenu flowId={detail.id} saved={saveState.kind === 'saved'} />
          <Button icon={<Play size={16} />} aria-pressed={simulating} onClick={onSimulate} data-testid="simulate">
            {t('header.simulate')}
          </Button>
          {can('publish', 'Flow') && detail.editable && <PublishButton saveState={saveState} onPublish={onPublish} />}
        </>
      }
    />
  );
}

function NameInput() {
  const { t } = useTranslation('flowEditor');
  const store = useGraphStore();
  const name = useGraph(({ flow }) => flow.name);
  const readOnly = useGraph((state) => state.readOnly);
  if (readOnly) return <span>{name}</span>;
  return (
    <Input
      variant="borderless"
      className={styles.name}
      value={name}
      maxLength={80}
      status={name.trim() ? undefined : 'error'}
      aria-label={t('header.name')}
      data-testid="flow-name"
      onChange={(event) => store.getState().rename(event.target.value)}
      onPressEnter={(event) => event.currentTarget.blur()}
    />
  );
}

/** Publishing waits until the flow has no errors, and says which it waits for. */
function PublishButton({ saveState, onPublish }: { saveState: SaveState; onPublish(): void }) {
  const { t } = useTranslation('flowEditor');
  const { problems } = useEditor();
  const blocking = problems.filter(({ severity, code }) => severity === 'error' || code === 'foreign_fact').length;
  const reason =
    blocking > 0
      ? t('header.blocked', { count: blocking })
      : saveState.kind === 'conflict'
        ? t('save.conflict')
        : undefined;
  return (
    <Tooltip title={reason}>
      <span className={styles.publish}>
        <Button
          type="primary"
          disabled={reason !== undefined}
          aria-describedby="publish-reason"
          onClick={onPublish}
          data-testid="publish"
        >
          {t('header.publish')}
        </Button>
        <span id="publish-reason" className={styles.hidden}>
          {reason}
        </span>
      </span>
    </Tooltip>
  );
}
