import { act, render, screen } from '@testing-library/react';
import i18next from 'i18next';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { startI18n } from '@/platform/i18n/i18n';
import { realtime } from '@/platform/realtime/realtime-client';
import { ConnectionSign } from './connection-sign';
import { frameTexts } from './frame-texts';

beforeAll(() => startI18n({ frame: frameTexts }));

describe('the sign of a lost connection', () => {
  it('is silent until the connection is lost, and says so in the language of the page', async () => {
    const subscribe = vi.spyOn(realtime, 'subscribe');
    await i18next.changeLanguage('zh-CN');
    render(<ConnectionSign />);
    expect(screen.getByRole('status').textContent).toBe('');
    realtime.isLost = true;
    act(() => subscribe.mock.calls[0]![0]());
    expect(screen.getByRole('status').textContent).toBe('已断开，正在重连…');
    await act(() => i18next.changeLanguage('en'));
    expect(screen.getByRole('status').textContent).toBe('Disconnected, reconnecting…');
    realtime.isLost = false;
    act(() => subscribe.mock.calls[0]![0]());
    expect(screen.getByRole('status').textContent).toBe('');
  });
});
