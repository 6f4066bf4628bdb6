import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type { FourEyesSettings } from '@tagloom/contracts';
import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { App } from 'antd';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { api, ApiError } from '@/platform/api';
import { startI18n } from '@/platform/i18n/i18n';
import { TEXTS } from '@/texts';
import { FourEyes } from './four-eyes';

const may = vi.hoisted(() => ({ update: true, department: null as { id: string } | null }));
vi.mock('@/platform/auth', () => ({ useCan: () => () => may.update, useMe: () => ({ department: may.department }) }));

const OFF: FourEyesSettings = { publish: false, delete: false, merge: false, share: false, bulk: null };
let saved: FourEyesSettings;
/** Saves as the server does: what is asked for afterwards is what was saved. */
const saving = () =>
  vi.spyOn(api, 'put').mockImplementation((_path, settings) => {
    saved = settings as FourEyesSettings;
    return Promise.resolve(saved as never);
  });
const show = () =>
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <App>
        <FourEyes />
      </App>
    </QueryClientProvider>,
  );
const turn = async (act: string) => fireEvent.click(await screen.findByTestId(`four-eyes-${act}`));
const save = () => fireEvent.click(screen.getByTestId('save-four-eyes'));
const button = () => screen.getByTestId<HTMLButtonElement>('save-four-eyes');

vi.setConfig({ testTimeout: 20_000 });
beforeAll(() => startI18n(TEXTS));
beforeEach(() => {
  Object.assign(may, { update: true, department: null });
  saved = OFF;
  vi.spyOn(api, 'get').mockImplementation((path) =>
    Promise.resolve(
      (path.endsWith('/changes')
        ? [{ before: OFF, after: OFF, by: '陈安', at: '2026-03-02T02:00:00.000Z' }]
        : saved) as never,
    ),
  );
  return () => vi.restoreAllMocks();
});

describe('the two-person rule', () => {
  it('is turned on act by act, and saved as a whole', async () => {
    const put = saving();
    show();
    await turn('delete');
    save();
    await waitFor(() => expect(put).toHaveBeenCalledWith('/settings/four-eyes', { ...OFF, delete: true }));
    await waitFor(() => expect(button().disabled).toBe(true));
  });

  it('has a number for many customers, and none where that is off', async () => {
    const put = saving();
    show();
    expect(screen.queryByTestId('four-eyes-limit')).toBeNull();
    await turn('bulk');
    fireEvent.change(screen.getByTestId('four-eyes-limit'), { target: { value: '500' } });
    save();
    await waitFor(() => expect(put).toHaveBeenCalledWith('/settings/four-eyes', { ...OFF, bulk: 500 }));
    await waitFor(() => expect(button().disabled).toBe(true));
    await turn('bulk');
    save();
    await waitFor(() => expect(put).toHaveBeenLastCalledWith('/settings/four-eyes', OFF));
  });

  it('tells who changed it last', async () => {
    show();
    expect(await screen.findByText(/陈安 于 2026-03-02/)).toBeTruthy();
  });

  it('says why it could not be saved, and keeps the choice', async () => {
    vi.spyOn(api, 'put').mockRejectedValue(ApiError.of(403, { code: 'forbidden', message: '' }));
    show();
    await turn('merge');
    save();
    expect((await screen.findByRole('alert')).textContent).toContain('你的角色不能做这件事');
    expect(screen.getByTestId('four-eyes-merge').getAttribute('aria-checked')).toBe('true');
  });

  it.each([
    ['without the right', false, null],
    ['in a department', true, { id: '4' }],
  ])('is only read %s', async (_who, update, department) => {
    Object.assign(may, { update, department });
    show();
    expect(await screen.findByText('四眼原则由全公司的管理员设置。')).toBeTruthy();
    expect(screen.queryByTestId('save-four-eyes')).toBeNull();
    expect((screen.getByTestId('four-eyes-delete') as HTMLButtonElement).disabled).toBe(true);
  });
});
