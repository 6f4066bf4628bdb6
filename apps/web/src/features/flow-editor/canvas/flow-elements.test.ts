import type { Flow } from '@tagloom/contracts';
import { describe, expect, it } from 'vitest';
import type { Outcome } from '../simulation/outcome';
import { flowEdges } from './flow-elements';

const flow: Flow = { name: 'rule', nodes: [], edges: [{ id: 'e', source: 'a', target: 'b' }] };
const outcome: Outcome = new Map([['a', { verdict: 'yes' }]]);
const classOf = (lit: string[]) => flowEdges(flow, [], outcome, new Set(lit))[0]?.className;

describe('a link in a simulation', () => {
  it('is lit once the light has come to its end, not before', () => {
    expect(classOf(['a'])).toBeUndefined();
    expect(classOf(['a', 'b'])).toBe('edge-yes');
  });
});
