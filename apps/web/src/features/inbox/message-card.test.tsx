import { ADMIN_KEY_NAME, type InboxMessage } from '@tagloom/contracts';
import { render, screen } from '@testing-library/react';
import { beforeAll, describe, expect, it } from 'vitest';
import { startI18n } from '@/platform/i18n/i18n';
import { uiTexts } from '@/platform/ui/i18n';
import { inboxTexts } from './i18n';
import { MessageCard } from './message-card';

const message = {
  id: '1',
  kind: 'review_asked',
  customerId: null,
  customerName: null,
  title: ADMIN_KEY_NAME,
  text: '请看',
  url: null,
  flowId: '3',
  flowName: '影响大',
  createdAt: '2026-03-02T02:00:00.000Z',
  readAt: null,
} as InboxMessage;
const show = (over: Partial<InboxMessage>) =>
  render(<MessageCard message={{ ...message, ...over }} onOpen={() => undefined} onRead={() => undefined} />);

beforeAll(() => startI18n({ inbox: inboxTexts, ui: uiTexts }));

describe('a message about a review', () => {
  it('calls the key of the installation in words of the page, and people by their names', () => {
    const { unmount } = show({});
    expect(screen.queryByText(ADMIN_KEY_NAME)).toBeNull();
    expect(screen.getByText(uiTexts.zhCN.admin_key)).toBeTruthy();
    unmount();
    show({ title: '林设计' });
    expect(screen.getByText('林设计')).toBeTruthy();
  });

  it('leaves a title alone that was written for the reader', () => {
    show({ kind: 'notify', title: ADMIN_KEY_NAME });
    expect(screen.getByText(ADMIN_KEY_NAME)).toBeTruthy();
  });
});
