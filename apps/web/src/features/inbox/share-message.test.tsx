import type { InboxMessage } from '@tagloom/contracts';
import { render, screen } from '@testing-library/react';
import { beforeAll, describe, expect, it } from 'vitest';
import { startI18n } from '@/platform/i18n/i18n';
import { TEXTS } from '@/texts';
import { MessageCard } from './message-card';
import { levelOf, tabFor } from './share-message';

const message = {
  id: '1',
  kind: 'share_granted',
  customerId: null,
  customerName: null,
  title: '参加618活动',
  text: '接待分流',
  url: null,
  flowId: null,
  flowName: 'use',
  createdAt: '2026-03-02T02:00:00.000Z',
  readAt: null,
} as InboxMessage;
const show = (over: Partial<InboxMessage>) =>
  render(<MessageCard message={{ ...message, ...over }} onOpen={() => undefined} onRead={() => undefined} />);

beforeAll(() => startI18n(TEXTS));

describe('a message about a share', () => {
  it('names the tag and says the level in words, and speaks of no rule', () => {
    const { container } = show({});
    expect(screen.getByRole('button', { name: '标签「参加618活动」' })).toBeTruthy();
    expect(screen.getByText('可用于规则')).toBeTruthy();
    expect(container.textContent).not.toContain('规则「');
  });

  it('tells the day on which a share ends', () => {
    const { container } = show({ kind: 'share_ending', text: '2026-03-20T04:00:00.000Z' });
    expect(container.textContent).toContain('2026-03-20 到期');
  });

  it('leads to where it is answered', () => {
    expect(tabFor('share_asked')).toEqual({ tab: 'waiting' });
    expect(tabFor('share_refused')).toEqual({ tab: 'mine' });
    expect(tabFor('share_granted')).toEqual({});
  });

  it('has a level only where it is one', () => {
    expect(levelOf({ kind: 'notify', flowName: 'use' })).toBeUndefined();
    expect(levelOf({ kind: 'share_granted', flowName: '__proto__' })).toBeUndefined();
  });
});
