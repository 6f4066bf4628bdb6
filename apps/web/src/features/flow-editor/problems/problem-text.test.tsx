import type { AnalysedProblem } from '@tagloom/contracts';
import { fireEvent, render, screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { ProblemText } from './problem-text';

vi.mock('@tanstack/react-router', () => ({
  Link: ({ to, params, children }: { to: string; params: { id: string }; children: string }) => (
    <a href={to.replace('$id', params.id)}>{children}</a>
  ),
}));

const conflict: AnalysedProblem = {
  code: 'conflict',
  severity: 'warning',
  nodeIds: ['a'],
  message: { 'zh-CN': '两边相反', en: 'They oppose each other' },
};
const links = () => screen.queryAllByRole('link').map((link) => link.getAttribute('href'));

it('leads to its node, to the other flow, and to a customer whom it concerns', () => {
  const onPick = vi.fn();
  const problem = {
    ...conflict,
    params: { flow: { id: '7', name: '老客户' } },
    example: { customerId: '42', name: null },
  };
  render(<ProblemText problem={problem} onPick={onPick} />);
  expect(links()).toEqual(['/flows/7', '/customers/42']);
  fireEvent.click(screen.getByRole('button'));
  expect(onPick).toHaveBeenCalledOnce();
});

it('has no links when it is about this flow alone', () => {
  render(<ProblemText problem={conflict} />);
  expect(screen.getByTestId('problem-conflict').textContent).not.toBe('');
  expect(links()).toEqual([]);
});
