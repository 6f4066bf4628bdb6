import { Panel } from '@xyflow/react';
import { Button, Tooltip } from 'antd';
import { LayoutGrid, List, Redo2, Undo2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useGraph, useGraphStore } from '../store/use-graph';
import styles from './flow-canvas.module.css';

interface EditToolsProps {
  outlineOpen: boolean;
  onOutline(): void;
  children?: ReactNode;
}

/** Undo, redo, tidy, and the flow as a list below. */
export function EditTools({ outlineOpen, onOutline, children }: EditToolsProps) {
  const { t } = useTranslation('flowEditor');
  const store = useGraphStore();
  const canUndo = useGraph(({ history }) => history.past.length > 0);
  const canRedo = useGraph(({ history }) => history.future.length > 0);
  const readOnly = useGraph((state) => state.readOnly);
  const { undo, redo, tidy } = store.getState();
  return (
    <Panel position="top-left">
      <div className={styles.bar}>
        {!readOnly && (
          <>
            <Tool label={t('tools.undo')} icon={<Undo2 size={16} />} disabled={!canUndo} onClick={undo} />
            <Tool label={t('tools.redo')} icon={<Redo2 size={16} />} disabled={!canRedo} onClick={redo} />
            <Tool label={t('tools.tidy')} icon={<LayoutGrid size={16} />} onClick={tidy} />
          </>
        )}
        <Tool label={t('tools.outline')} icon={<List size={16} />} pressed={outlineOpen} onClick={onOutline} />
      </div>
      {children}
    </Panel>
  );
}

interface ToolProps {
  label: string;
  icon: ReactNode;
  disabled?: boolean;
  pressed?: boolean;
  onClick(): void;
}

function Tool({ label, icon, disabled, pressed, onClick }: ToolProps) {
  return (
    <Tooltip title={label} placement="bottom">
      <Button type="text" icon={icon} aria-label={label} aria-pressed={pressed} disabled={disabled} onClick={onClick} />
    </Tooltip>
  );
}
