import type { Connection as Refusable } from '@tagloom/rule-engine';
import type { Connection, FinalConnectionState } from '@xyflow/react';
import { App } from 'antd';
import { useCallback } from 'react';
import { useFormat } from '@/platform/format';
import { useGraphStore } from '../store/use-graph';

/** Links by drawing from port to port, or from a port onto a card. What is refused says why, without stopping anyone. */
export function useConnecting() {
  const store = useGraphStore();
  const { message } = App.useApp();
  const { localized } = useFormat();

  const report = useCallback(
    (answer: Refusable) => {
      if (!answer.ok) void message.warning({ key: 'refused-link', content: localized(answer.message), duration: 5 });
    },
    [message, localized],
  );
  const onConnect = useCallback(
    ({ source, target }: Connection) => report(store.getState().connect(source, target)),
    [store, report],
  );
  const onConnectEnd = useCallback(
    (event: MouseEvent | TouchEvent, { fromNode, fromHandle, toHandle }: FinalConnectionState) => {
      if (!fromNode || !fromHandle) return;
      // Two ports of the same side never become a connection of the library; the person still deserves a reason.
      if (toHandle && toHandle.type !== fromHandle.type) return;
      const card = cardAt('changedTouches' in event ? event.changedTouches[0]! : event);
      if (!card || card === fromNode.id) return;
      const [source, target] = fromHandle.type === 'source' ? [fromNode.id, card] : [card, fromNode.id];
      report(store.getState().connect(source, target));
    },
    [store, report],
  );
  return { onConnect, onConnectEnd };
}

function cardAt({ clientX, clientY }: { clientX: number; clientY: number }): string | undefined {
  const hit = document.elementFromPoint(clientX, clientY)?.closest<HTMLElement>('[data-node-id]');
  return hit?.dataset.nodeId;
}
