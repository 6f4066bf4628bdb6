import { useEffect } from 'react';
import { useGraphStore } from '../store/use-graph';

const STEP = 8;
const ARROWS: Record<string, readonly [number, number]> = {
  ArrowUp: [0, -STEP],
  ArrowDown: [0, STEP],
  ArrowLeft: [-STEP, 0],
  ArrowRight: [STEP, 0],
};

/** Where keys belong to what is being typed, chosen or confirmed, not to the canvas. */
const isBusy = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target.closest(
      'input, textarea, select, [role="slider"], [role="dialog"], [role="combobox"], [role="radiogroup"]',
    ) !== null);

/** The keyboard's way to everything on the canvas. */
export function useShortcuts(focusSearch: () => void): void {
  const store = useGraphStore();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isBusy(event.target)) return;
      const state = store.getState();
      const act = actionOf(event, state, focusSearch);
      if (!act) return;
      event.preventDefault();
      act();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [store, focusSearch]);
}

type State = ReturnType<ReturnType<typeof useGraphStore>['getState']>;

function actionOf(event: KeyboardEvent, state: State, focusSearch: () => void): (() => void) | undefined {
  const key = event.key.toLowerCase();
  if (event.ctrlKey || event.metaKey) {
    if (key === 'z') return event.shiftKey ? state.redo : state.undo;
    if (key === 'y') return state.redo;
    if (key === 'c' && state.selectedNodes.length > 0 && !window.getSelection()?.toString()) return state.copy;
    if (key === 'v') return state.paste;
    if (key === 'd') return state.duplicate;
    if (key === 'a') return () => state.select(state.flow.nodes.map(({ id }) => id));
    return undefined;
  }
  if (event.altKey) return undefined;
  if (key === 'delete' || key === 'backspace') return state.removeSelected;
  if (key === '/') return focusSearch;
  if (key === 'escape') return () => state.select([]);
  const arrow = ARROWS[event.key];
  return arrow && state.selectedNodes.length > 0 ? () => state.nudge(...arrow) : undefined;
}
