import { Button } from 'antd';
import { PanelRight } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useMedia } from '@/platform/ui/use-media';
import styles from '../editor.module.css';
import { useGraph, useGraphStore } from '../store/use-graph';
import { PANEL_IS_DRAWER } from '../widths';
import { Inspector } from './inspector';

/** The column at the right; on a narrow window a drawer over the canvas. */
export function SidePanel({ children }: { children: ReactNode }) {
  return <div className={styles.side}>{children}</div>;
}

/** The properties. As a drawer they come with a selected node and go when closed; a button brings back the whole rule. */
export function InspectorPanel() {
  const { t } = useTranslation('flowEditor');
  const store = useGraphStore();
  const isDrawer = useMedia(PANEL_IS_DRAWER);
  const selected = useGraph(({ selectedNodes }) => selectedNodes.length > 0);
  const [asked, setAsked] = useState(false);
  const close = () => {
    setAsked(false);
    store.getState().select([]);
  };
  if (!isDrawer)
    return (
      <SidePanel>
        <Inspector />
      </SidePanel>
    );
  if (!selected && !asked)
    return (
      <Button
        className={styles.opener}
        icon={<PanelRight size={16} />}
        aria-label={t('inspector.label')}
        title={t('inspector.label')}
        onClick={() => setAsked(true)}
      />
    );
  return (
    <SidePanel>
      <Inspector onClose={close} />
    </SidePanel>
  );
}
