import type { Flow } from '@tagloom/contracts';
import { act, renderHook } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { lightingOrder } from './lighting-order';
import type { Outcome } from './outcome';
import { useLighting } from './use-lighting';

const at = { x: 0, y: 0 };
const flow: Flow = {
  name: 'rule',
  nodes: [
    { id: 'tag', kind: 'action', position: at, data: { action: 'addTag', tag: 'vip', membership: 'while' } },
    { id: 'start', kind: 'trigger', position: at, data: { on: 'change' } },
    { id: 'a', kind: 'condition', position: at, data: { fact: 'profile.city', operator: 'exists' } },
    { id: 'all', kind: 'gate', position: at, data: { gate: 'all' } },
  ],
  edges: [
    { id: '1', source: 'start', target: 'a' },
    { id: '2', source: 'start', target: 'all' },
    { id: '3', source: 'a', target: 'all' },
    { id: '4', source: 'all', target: 'tag' },
  ],
};
const outcome = (): Outcome => new Map([['a', { verdict: 'yes' }]]);
const lit = (nodes: ReadonlySet<string>) => [...nodes].sort().join(' ');
const light = (customerId: string) =>
  renderHook(({ result, customer }) => useLighting(flow, result, customer), {
    initialProps: { result: outcome(), customer: customerId },
  });
const rest = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));
const steps = async (count: number) => {
  for (let step = 0; step < count; step++) await rest(80);
};

beforeEach(() => {
  vi.useFakeTimers();
  return () => vi.useRealTimers();
});

describe('the path of a simulation', () => {
  it('comes to a node after everything that leads into it, and ends even in a loop', () => {
    expect(Object.fromEntries(lightingOrder(flow))).toEqual({ start: 0, a: 1, all: 2, tag: 3 });
    const loop = { ...flow, edges: [...flow.edges, { id: '5', source: 'tag', target: 'a' }] };
    expect(lightingOrder(loop).size).toBe(4);
  });

  it('lights up a step every 80 ms', async () => {
    const { result } = light('7');
    expect(lit(result.current)).toBe('start');
    await rest(80);
    expect(lit(result.current)).toBe('a start');
    await rest(79);
    expect(lit(result.current)).toBe('a start');
    await rest(1);
    await steps(1);
    expect(lit(result.current)).toBe('a all start tag');
  });

  it('stays lit when a value is tried, and starts over for another customer', async () => {
    const { result, rerender } = light('7');
    await steps(3);
    rerender({ result: outcome(), customer: '7' });
    expect(lit(result.current)).toBe('a all start tag');
    rerender({ result: outcome(), customer: '8' });
    expect(lit(result.current)).toBe('start');
  });

  it('is lit at once where motion is not wanted', () => {
    vi.spyOn(window, 'matchMedia').mockImplementation(
      (media) =>
        ({ matches: true, media, addEventListener() {}, removeEventListener() {} }) as unknown as MediaQueryList,
    );
    expect(lit(light('7').result.current)).toBe('a all start tag');
  });
});
