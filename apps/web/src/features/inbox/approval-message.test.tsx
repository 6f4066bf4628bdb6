import type { InboxMessage } from '@tagloom/contracts';
import { render, screen } from '@testing-library/react';
import { beforeAll, describe, expect, it } from 'vitest';
import { startI18n } from '@/platform/i18n/i18n';
import { TEXTS } from '@/texts';
import { actOf, approvalIdOf, wordOf } from './approval-message';
import { MessageCard } from './message-card';

const message = {
  id: '1',
  kind: 'approval_asked',
  customerId: null,
  customerName: null,
  title: '参加618活动',
  text: '活动已经结束',
  url: '/approvals/31',
  flowId: null,
  flowName: 'deleteTag',
  createdAt: '2026-03-02T02:00:00.000Z',
  readAt: null,
} as InboxMessage;
const show = (over: Partial<InboxMessage>) =>
  render(<MessageCard message={{ ...message, ...over }} onOpen={() => undefined} onRead={() => undefined} />);

beforeAll(() => startI18n(TEXTS));

describe('a message about an approval', () => {
  it('says what is asked for and why, and speaks of no rule', () => {
    const { container } = show({});
    expect(screen.getByRole('button', { name: '删除标签「参加618活动」' })).toBeTruthy();
    expect(container.textContent).toContain('请你审批');
    expect(container.textContent).toContain('活动已经结束');
    expect(container.textContent).not.toContain('规则「');
    expect(container.querySelector('a')).toBeNull();
  });

  it('tells what was answered', () => {
    const { container } = show({ kind: 'approval_decided', flowName: 'rejected', text: '还在用' });
    expect(container.textContent).toContain('没有同意');
    expect(container.textContent).toContain('还在用');
  });

  it('leads to the approval that it is about, and nowhere else', () => {
    expect(approvalIdOf(message)).toBe('31');
    expect(approvalIdOf({ url: 'https://example.com/approvals/31' })).toBeUndefined();
    expect(approvalIdOf({ url: null })).toBeUndefined();
  });

  it('has an act and a word only where they are ones', () => {
    expect(actOf({ kind: 'approval_asked', flowName: '__proto__' })).toBeUndefined();
    expect(actOf({ kind: 'approval_decided', flowName: 'deleteTag' })).toBeUndefined();
    expect(wordOf({ kind: 'approval_decided', flowName: 'constructor' })).toBeUndefined();
  });
});
