import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type { FieldAccessSettings } from '@tagloom/contracts';
import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { App } from 'antd';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { api } from '@/platform/api';
import { FieldAccessMatrix } from './field-access';
import { isSameRules, levelAt, withLevel } from './field-rules';

const may = vi.hoisted(() => ({ update: true, department: null as { id: string } | null }));
vi.mock('@/platform/auth', () => ({
  useCan: () => () => may.update,
  useMe: () => ({ department: may.department }),
}));

const saved: FieldAccessSettings = { revision: 3, rules: [], updatedAt: null, updatedBy: null };
const show = () =>
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <App>
        <FieldAccessMatrix />
      </App>
    </QueryClientProvider>,
  );

/** Looking for 35 lists by their role takes jsdom seconds. */
const cells = () => [...document.querySelectorAll('[aria-label="fields_cell"]')];

beforeEach(() => {
  may.update = true;
  may.department = null;
  vi.spyOn(api, 'get').mockImplementation((path) => Promise.resolve((path === '/departments' ? [] : saved) as never));
  return () => vi.restoreAllMocks();
});

describe('field access', () => {
  it('is saved as a whole, with the revision that was edited', async () => {
    const rule = { field: 'name', role: 'admin', departmentId: null, level: 'hidden' } as const;
    const put = vi.spyOn(api, 'put').mockResolvedValue({ ...saved, revision: 4, rules: [rule] });
    show();
    await screen.findByTestId('save-fields');
    const [first] = cells();
    expect((screen.getByTestId('save-fields') as HTMLButtonElement).disabled).toBe(true);
    fireEvent.mouseDown(first!);
    fireEvent.click(await screen.findByTitle('level_hidden'));
    fireEvent.click(screen.getByTestId('save-fields'));
    await waitFor(() => expect(put).toHaveBeenCalledWith('/settings/field-access', { revision: 3, rules: [rule] }));
  }, 15_000);

  it.each([
    ['without the right', false, null],
    ['in a department', true, { id: '4' }],
  ])('is only read %s', async (_who, update, department) => {
    Object.assign(may, { update, department });
    show();
    expect(await screen.findByText(/fields_org_only/)).toBeTruthy();
    expect(cells()).toEqual([]);
    expect(screen.queryByTestId('save-fields')).toBeNull();
  });
});

describe('the rules of the matrix', () => {
  const cell = { field: 'phone', role: 'agent', departmentId: '4' } as const;

  it('say one thing per cell, and nothing where it was taken away', () => {
    const masked = withLevel([], cell, 'masked');
    const hidden = withLevel(masked, cell, 'hidden');
    expect(hidden).toEqual([{ ...cell, level: 'hidden' }]);
    expect(levelAt(hidden, { ...cell, departmentId: null })).toBeNull();
    expect(withLevel(hidden, cell, null)).toEqual([]);
  });

  it('are the same in whatever order, and not when a level differs', () => {
    const one = withLevel(withLevel([], cell, 'masked'), { ...cell, field: 'name' }, 'hidden');
    expect(isSameRules(one, one.toReversed())).toBe(true);
    expect(isSameRules(one, withLevel(one, cell, 'hidden'))).toBe(false);
  });
});
