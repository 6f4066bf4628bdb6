import { NODE_SIZE } from '@tagloom/rule-engine';
import { useReactFlow } from '@xyflow/react';
import { useRef, useState, type MouseEvent, type PointerEvent } from 'react';
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { useEditor } from '../editor-context';
import type { Variant } from '../nodes/node-spec';
import { NODE_SPECS } from '../nodes/registry';
import { useGraphStore } from '../store/use-graph';
import { useBringIntoView } from '../canvas/use-bring-into-view';
import styles from './palette.module.css';

/** Px that the pointer travels before a press becomes a drag. */
const THRESHOLD = 5;

/** Dragged onto the canvas it lands where it is dropped; pressed it goes below the selected node. */
export function PaletteItem({ variant }: { variant: Variant }) {
  const { t } = useTranslation('flowEditor');
  const store = useGraphStore();
  const { catalog } = useEditor();
  const { screenToFlowPosition, getZoom } = useReactFlow();
  const bringIntoView = useBringIntoView();
  const { icon: Icon, create } = NODE_SPECS[variant];
  const start = useRef<{ x: number; y: number } | undefined>(undefined);
  const dragged = useRef(false);
  const [ghost, setGhost] = useState<{ x: number; y: number }>();
  if (!create) return null;
  const label = t(`node.${variant}.label`);

  const onPointerDown = (event: PointerEvent<HTMLButtonElement>) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    start.current = { x: event.clientX, y: event.clientY };
    dragged.current = false;
  };
  const onPointerMove = ({ clientX: x, clientY: y }: PointerEvent) => {
    if (!start.current) return;
    if (!dragged.current && Math.hypot(x - start.current.x, y - start.current.y) < THRESHOLD) return;
    dragged.current = true;
    setGhost({ x, y });
  };
  const stop = () => {
    start.current = undefined;
    setGhost(undefined);
  };
  const onPointerUp = ({ clientX, clientY }: PointerEvent) => {
    const drop = start.current && dragged.current;
    stop();
    if (!drop || !document.elementFromPoint(clientX, clientY)?.closest('[data-testid="canvas"]')) return;
    const node = create(catalog);
    const { width } = NODE_SIZE[node.kind];
    const at = screenToFlowPosition(
      { x: clientX - (width / 2) * getZoom(), y: clientY - 16 * getZoom() },
      { snapToGrid: true, snapGrid: [8, 8] },
    );
    store.getState().add(node, at);
  };
  const onClick = ({ detail }: MouseEvent) => {
    const byKeyboard = detail === 0;
    const added = byKeyboard || !dragged.current ? store.getState().addBelowSelected(create(catalog)) : undefined;
    if (added) bringIntoView(added);
    dragged.current = false;
  };
  return (
    <>
      <button
        type="button"
        className={styles.item}
        title={label}
        data-testid={`palette-${variant}`}
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerUp={onPointerUp}
        onPointerCancel={stop}
        onClick={onClick}
      >
        <Icon size={16} strokeWidth={1.75} aria-hidden />
        <span className={styles.label}>{label}</span>
      </button>
      {ghost &&
        createPortal(
          <div className={styles.ghost} style={{ left: ghost.x, top: ghost.y }}>
            <Icon size={16} aria-hidden />
            {label}
          </div>,
          document.body,
        )}
    </>
  );
}
