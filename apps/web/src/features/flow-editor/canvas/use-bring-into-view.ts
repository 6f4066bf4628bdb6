import { NODE_SIZE } from '@tagloom/rule-engine';
import { useReactFlow, useStoreApi } from '@xyflow/react';
import { useCallback } from 'react';
import { useGraphStore } from '../store/use-graph';

const MARGIN = 24;

/** Moves the canvas to a node when a part of it is outside of the view; else leaves it where it is. */
export function useBringIntoView(): (id: string) => void {
  const store = useGraphStore();
  const canvas = useStoreApi();
  const { setCenter } = useReactFlow();
  return useCallback(
    (id) => {
      const node = store.getState().flow.nodes.find((known) => known.id === id);
      if (!node) return;
      const { width: viewWidth, height: viewHeight, transform } = canvas.getState();
      const [dx, dy, zoom] = transform;
      const { width, height } = NODE_SIZE[node.kind];
      const [left, top] = [node.position.x * zoom + dx, node.position.y * zoom + dy];
      const inside =
        left >= MARGIN &&
        top >= MARGIN &&
        left + width * zoom <= viewWidth - MARGIN &&
        top + height * zoom <= viewHeight - MARGIN;
      if (!inside) void setCenter(node.position.x + width / 2, node.position.y + height / 2, { zoom });
    },
    [store, canvas, setCenter],
  );
}
