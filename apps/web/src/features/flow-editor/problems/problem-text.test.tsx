import type { AnalysedProblem } from '@tagloom/contracts';
import { fireEvent, render, screen } from '@testing-library/react';
import { beforeAll, expect, it, vi } from 'vitest';
import { startI18n } from '@/platform/i18n/i18n';
import { uiTexts } from '@/platform/ui/i18n';
import { flowEditorTexts } from '../i18n';
import { ProblemText } from './problem-text';

vi.mock('@tanstack/react-router', () => ({
  Link: ({ to, params, children }: { to: string; params: { id: string }; children: string }) => (
    <a href={to.replace('$id', params.id)}>{children}</a>
  ),
}));

beforeAll(() => startI18n({ flowEditor: flowEditorTexts, ui: uiTexts }));

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

it('says which event the customer would need', () => {
  const label = (words: string) => ({ 'zh-CN': words, en: words });
  const event = {
    type: 'order_paid',
    label: label('下单'),
    properties: [
      { fact: 'event.amount', label: label('金额'), value: 200 },
      { fact: 'event.text', label: label('内容'), value: '过敏' },
    ],
  };
  render(<ProblemText problem={{ ...conflict, example: { customerId: '42', name: 'Ann', event } }} />);
  const words = screen.getByTestId('problem-conflict').textContent;
  expect(words).toContain('例如客户：Ann 当事件「下单」到来，且金额为「200」、内容为「过敏」时');
});

it('has no links when it is about this flow alone', () => {
  render(<ProblemText problem={conflict} />);
  expect(screen.getByTestId('problem-conflict').textContent).not.toBe('');
  expect(links()).toEqual([]);
});
