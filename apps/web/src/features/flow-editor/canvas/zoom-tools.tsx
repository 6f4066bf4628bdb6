import { Panel, useReactFlow, useStore } from '@xyflow/react';
import { Button } from 'antd';
import { Maximize, Minus, Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import styles from './flow-canvas.module.css';

export function ZoomTools() {
  const { t } = useTranslation('flowEditor');
  const { zoomIn, zoomOut, fitView } = useReactFlow();
  const zoom = useStore((state) => state.transform[2]);
  return (
    <Panel position="bottom-left" className={styles.bar}>
      <Button
        type="text"
        size="small"
        icon={<Minus size={14} />}
        aria-label={t('canvas.zoomOut')}
        onClick={() => void zoomOut()}
      />
      <span className={styles.zoom}>{Math.round(zoom * 100)}%</span>
      <Button
        type="text"
        size="small"
        icon={<Plus size={14} />}
        aria-label={t('canvas.zoomIn')}
        onClick={() => void zoomIn()}
      />
      <Button
        type="text"
        size="small"
        icon={<Maximize size={14} />}
        aria-label={t('canvas.fit')}
        onClick={() => void fitView({ padding: 0.15, maxZoom: 1 })}
      />
    </Panel>
  );
}
