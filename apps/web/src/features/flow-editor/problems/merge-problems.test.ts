import type { AnalysedProblem, Flow, Problem } from '@tagloom/contracts';
import { expect, it } from 'vitest';
import { mergeProblems } from './merge-problems';

const message = { 'zh-CN': '问题', en: 'problem' };
const problem = (code: Problem['code'], nodeIds: string[]): AnalysedProblem => ({
  ...{ code, nodeIds, message, severity: 'warning' as const },
});
const nodes: Flow['nodes'] = [{ id: 'a', kind: 'gate', position: { x: 0, y: 0 }, data: { gate: 'all' } }];
const codes = (own: Problem[], analysed: AnalysedProblem[]) =>
  mergeProblems(own, analysed, { nodes }).map(({ code }) => code);

it('adds what only the analysis finds, and says nothing twice', () => {
  const both = problem('contradiction', ['a']);
  const deep = (['conflict', 'event_bound'] as const).map((code) => problem(code, ['a']));
  expect(codes([both], [both, ...deep])).toEqual(['contradiction', 'conflict', 'event_bound']);
});

it('leaves out what an older state of the flow had', () => {
  expect(codes([], [problem('conflict', ['gone']), problem('incomplete', ['a'])])).toEqual([]);
});

it('keeps the same finding about two other flows apart', () => {
  const beside = (id: string) => ({ ...problem('conflict', ['a']), params: { flow: { id, name: id } } });
  expect(codes([], [beside('1'), beside('2')])).toEqual(['conflict', 'conflict']);
});
