import type { Catalog, Flow, FlowDetail } from '@tagloom/contracts';
import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from '@tanstack/react-router';
import { render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { EditorContext } from '../editor-context';
import { createGraphStore } from '../store/graph-store';
import { GraphContext } from '../store/use-graph';
import { ReadingView } from './reading-view';

const catalog: Catalog = { facts: [], tags: [], eventTypes: [] };
const at = (y: number) => ({ x: 0, y });
const flow: Flow = {
  name: 'rule',
  nodes: [
    { id: 'all', kind: 'gate', position: at(200), data: { gate: 'all' } },
    { id: 'start', kind: 'trigger', position: at(0), data: { on: 'change' } },
  ],
  edges: [{ id: 'e', source: 'start', target: 'all' }],
};
const view = {
  catalog,
  problems: [],
  counts: undefined,
  countsStale: false,
  outcome: undefined,
  lit: new Set<string>(),
};

it('tells the rule as its sentence and its nodes from top to bottom, with nothing to edit', async () => {
  const detail = { id: '1', status: 'draft', version: null } as FlowDetail;
  const store = createGraphStore(flow);
  const rootRoute = createRootRoute({
    component: () => (
      <GraphContext value={store}>
        <EditorContext value={view}>
          <ReadingView detail={detail} />
        </EditorContext>
      </GraphContext>
    ),
  });
  const router = createRouter({ routeTree: rootRoute, history: createMemoryHistory() });
  render(<RouterProvider router={router as never} />);
  expect((await screen.findByTestId('sentence')).textContent).not.toBe('');
  const kinds = screen.getAllByRole('listitem').map((item) => item.querySelector('small')?.textContent);
  expect(kinds).toEqual(['node.trigger-change.kind', 'node.gate-all.kind']);
  expect(screen.queryByRole('button')).toBeNull();
  expect(screen.queryByRole('textbox')).toBeNull();
});
