import type { Catalog, Flow } from '@tagloom/contracts';
import { fireEvent, render, screen } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { EditorContext } from '../editor-context';
import { createGraphStore } from '../store/graph-store';
import { GraphContext } from '../store/use-graph';
import { InspectorPanel } from './inspector-panel';

const catalog: Catalog = { facts: [], tags: [], eventTypes: [] };
const flow: Flow = {
  name: 'rule',
  nodes: [{ id: 'all', kind: 'gate', position: { x: 0, y: 0 }, data: { gate: 'all' } }],
  edges: [],
};

function show({ narrow }: { narrow: boolean }) {
  vi.spyOn(window, 'matchMedia').mockImplementation(
    (media) =>
      ({ matches: narrow, media, addEventListener() {}, removeEventListener() {} }) as unknown as MediaQueryList,
  );
  const store = createGraphStore(flow);
  const view = {
    catalog,
    problems: [],
    counts: undefined,
    countsStale: false,
    outcome: undefined,
    lit: new Set<string>(),
  };
  const element = (
    <GraphContext value={store}>
      <EditorContext value={view}>
        <InspectorPanel />
      </EditorContext>
    </GraphContext>
  );
  const { rerender } = render(element);
  return { store, again: () => rerender(element) };
}
const panel = () => screen.queryByTestId('inspector');
const select = ({ store, again }: ReturnType<typeof show>) => {
  store.getState().select(['all']);
  again();
};

describe('the properties', () => {
  it('stay beside the canvas where there is room, and cannot be closed', () => {
    const shown = show({ narrow: false });
    expect(panel()).not.toBeNull();
    select(shown);
    expect(screen.queryByLabelText('inspector.close')).toBeNull();
  });

  it('come as a drawer with a selected node on a narrow window, and closing lets go of the node', async () => {
    const shown = show({ narrow: true });
    expect(panel()).toBeNull();
    select(shown);
    fireEvent.click(await screen.findByLabelText('inspector.close'));
    expect(panel()).toBeNull();
    expect(shown.store.getState().selectedNodes).toEqual([]);
  });

  it('of the whole rule can be asked for on a narrow window', () => {
    show({ narrow: true });
    fireEvent.click(screen.getByLabelText('inspector.label'));
    expect(panel()).not.toBeNull();
  });
});
