import type { ChangeView, ClaimView, WhyResponse } from '@tagloom/contracts';
import { describe, expect, it } from 'vitest';
import { decidingChange } from './deciding-change';

const change = (id: string, kind: ChangeView['actor']['kind'], actor: string) =>
  ({ id, actor: { kind, id: actor, name: '' } }) as ChangeView;
const claim = (source: ClaimView['source'], sourceId: string, deciding: boolean) =>
  ({ source, sourceId, deciding }) as ClaimView;
const why = (claims: ClaimView[], changes: ChangeView[]) => ({ tag: { claims }, changes }) as WhyResponse;

describe('the change that explains a tag', () => {
  it('is the newest of the source that decides', () => {
    const changes = [change('3', 'flow', '8'), change('2', 'person', '1'), change('1', 'person', '1')];
    expect(decidingChange(why([claim('flow', '8', false), claim('person', '1', true)], changes))?.id).toBe('2');
  });

  it('is the newest of all when no source decides', () => {
    expect(decidingChange(why([], [change('3', 'flow', '8'), change('2', 'person', '1')]))?.id).toBe('3');
  });

  it('is missing when nothing was recorded', () => {
    expect(decidingChange(why([claim('flow', '8', true)], []))).toBeUndefined();
  });
});
