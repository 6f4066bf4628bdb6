import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type { Catalog, Condition } from '@tagloom/contracts';
import { act, fireEvent, render, screen } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { taxonomyQuery } from '@/platform/ui/taxonomy-query';
import { CustomerFilter } from './customer-filter';

const catalog: Catalog = {
  facts: [{ name: 'profile.city', label: { 'zh-CN': '城市', en: 'City' }, type: 'text', source: 'profile' }],
  tags: [],
  eventTypes: [],
};
const inCity = (value: string): Condition => ({ fact: 'profile.city', operator: 'equal', value });
const rest = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));
const city = () => screen.getByDisplayValue<HTMLInputElement>(/./);
const type = (value: string) => fireEvent.change(city(), { target: { value } });

const client = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity } } });
client.setQueryDefaults(taxonomyQuery.queryKey, { staleTime: Infinity });
client.setQueryData(taxonomyQuery.queryKey, { groups: [], tags: [] });
let onChange: ReturnType<typeof vi.fn<(condition: Condition | undefined) => void>>;
const filterOf = (condition: Condition | undefined) => (
  <QueryClientProvider client={client}>
    <CustomerFilter catalog={catalog} condition={condition} onChange={onChange} />
  </QueryClientProvider>
);

beforeEach(() => {
  vi.useFakeTimers();
  onChange = vi.fn();
  return () => vi.useRealTimers();
});

describe('the filter of the customers', () => {
  it('searches once for several quick keystrokes', async () => {
    render(filterOf(inCity('北')));
    type('北京');
    await rest(200);
    type('北京市');
    await rest(200);
    expect(onChange).not.toHaveBeenCalled();
    await rest(50);
    expect(onChange).toHaveBeenCalledTimes(1);
    expect(JSON.stringify(onChange.mock.lastCall)).toContain('北京市');
  });

  it('keeps what is typed while the address catches up', async () => {
    const view = render(filterOf(inCity('北')));
    type('北京');
    await rest(250);
    type('北京市');
    view.rerender(filterOf(onChange.mock.lastCall?.[0]));
    expect(city().value).toBe('北京市');
  });

  it('gives way to an address that changed by another way, and sends nothing of its own then', async () => {
    const view = render(filterOf(inCity('北京')));
    type('北京市');
    view.rerender(filterOf(inCity('上海')));
    await rest(1000);
    expect(city().value).toBe('上海');
    expect(onChange).not.toHaveBeenCalled();
  });
});
