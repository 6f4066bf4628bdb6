import type { Flow, FlowNode } from '@tagloom/contracts';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createGraphStore, type GraphStore } from './graph-store';

const TRIGGER = { kind: 'trigger', data: { on: 'change' } } as const;
const CONDITION = { kind: 'condition', data: { fact: 'profile.city', operator: 'equal', value: 'x' } } as const;
const GATE = { kind: 'gate', data: { gate: 'all' } } as const;
const SCORE = { kind: 'score', data: { threshold: 60, weights: {} } } as const;
const ACTION = { kind: 'action', data: { action: 'addTag', tag: 'vip', membership: 'while' } } as const;
const EMPTY: Flow = { name: 'a flow', nodes: [], edges: [] };

let store: GraphStore;
const state = () => store.getState();
const ids = () => state().flow.nodes.map(({ id }) => id);
const add = (node: Pick<FlowNode, 'kind' | 'data'>, y = 0) => state().add(node, { x: 0, y })!;

beforeEach(() => {
  vi.useFakeTimers();
  store = createGraphStore(EMPTY);
  return () => vi.useRealTimers();
});

describe('the graph store', () => {
  it('takes an addition back and brings it again', () => {
    const id = add(TRIGGER);
    state().undo();
    expect(ids()).toEqual([]);
    state().redo();
    expect(ids()).toEqual([id]);
  });

  it('forgets what could be redone once something else is edited', () => {
    add(TRIGGER);
    state().undo();
    add(ACTION);
    state().redo();
    expect(state().flow.nodes.map(({ kind }) => kind)).toEqual(['action']);
  });

  it('takes a whole drag back in one step', () => {
    const id = add(TRIGGER);
    for (let x = 8; x <= 80; x += 8) state().move(new Map([[id, { x, y: 0 }]]));
    state().undo();
    expect(state().flow.nodes[0]?.position).toEqual({ x: 0, y: 0 });
  });

  it('makes two steps of typing before and after a pause', () => {
    state().rename('b');
    state().rename('bc');
    vi.advanceTimersByTime(2000);
    state().rename('bcd');
    state().undo();
    expect(state().flow.name).toBe('bc');
    state().undo();
    expect(state().flow.name).toBe('a flow');
  });

  it('links what fits, and refuses the rest with a reason and without an edit', () => {
    const [trigger, condition, gate] = [add(TRIGGER), add(CONDITION), add(GATE)];
    expect(state().connect(trigger, condition)).toEqual({ ok: true });
    const before = state().flow;
    expect(state().connect(trigger, gate)).toMatchObject({ ok: false, code: 'wrong_port' });
    expect(state().connect(condition, condition)).toMatchObject({ ok: false, code: 'loop' });
    expect(state().flow).toBe(before);
  });

  it('adds below the selected node and links the two where that makes sense', () => {
    const trigger = add(TRIGGER);
    const condition = state().addBelowSelected(CONDITION)!;
    expect(state().flow.edges).toMatchObject([{ source: trigger, target: condition }]);
    state().select([trigger]);
    state().addBelowSelected(GATE);
    expect(state().flow.edges).toHaveLength(1);
  });

  it('never puts a new card over another', () => {
    add(TRIGGER);
    state().addBelowSelected(CONDITION);
    state().select([ids()[0]!]);
    state().addBelowSelected(CONDITION);
    const [, first, second] = state().flow.nodes;
    expect(second!.position.x).toBeGreaterThanOrEqual(first!.position.x + 240);
  });

  it('pastes copies under new ids with the links among them and the weights of a score', () => {
    const [condition, score, action] = [add(CONDITION), add(SCORE), add(ACTION)];
    state().connect(condition, score);
    state().connect(score, action);
    state().update(score, { threshold: 60, weights: { [condition]: 3 } });
    state().select([condition, score]);
    state().copy();
    state().paste();
    const [copiedCondition, copiedScore] = state().selectedNodes as [string, string];
    expect(new Set(ids()).size).toBe(5);
    expect(state().flow.edges.at(-1)).toMatchObject({ source: copiedCondition, target: copiedScore });
    expect(state().flow.edges).toHaveLength(3);
    expect(state().flow.nodes.at(-1)).toMatchObject({ data: { weights: { [copiedCondition]: 3 } } });
  });

  it('removes the links and weights of a removed node, and selects it again when that is undone', () => {
    const [condition, score] = [add(CONDITION), add(SCORE)];
    state().connect(condition, score);
    state().update(score, { threshold: 60, weights: { [condition]: 3 } });
    state().select([condition]);
    state().removeSelected();
    expect(state().flow.edges).toEqual([]);
    expect(state().flow.nodes[0]).toMatchObject({ data: { weights: {} } });
    state().undo();
    expect(state().selectedNodes).toEqual([condition]);
  });

  it('changes nothing when it is read-only', () => {
    store = createGraphStore(EMPTY, true);
    expect(state().add(TRIGGER, { x: 0, y: 0 })).toBeUndefined();
    state().rename('other');
    expect(state().flow).toBe(EMPTY);
  });
});
