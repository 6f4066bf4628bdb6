import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { api } from '@/platform/api';
import { DraftSaver } from '../saving/draft-saver';
import { PublishDialog } from './publish-dialog';

let answer: (response: { version: number; run: null }) => void;
let refuse: (error: Error) => void;
let post: ReturnType<typeof vi.spyOn>;

beforeEach(() => {
  post = vi.spyOn(api, 'post').mockImplementation((path: string) =>
    path.endsWith('/reach')
      ? Promise.resolve({ customers: 1234, seconds: 3.2 })
      : new Promise((resolve, reject) => {
          answer = resolve as typeof answer;
          refuse = reject;
        }),
  );
  const saver = new DraftSaver({ revision: 7, savedAt: '', save: () => Promise.reject(), judge: () => 'refused' });
  render(
    <QueryClientProvider client={new QueryClient()}>
      <PublishDialog flowId="3" saver={saver} counts={undefined} onClose={() => undefined} />
    </QueryClientProvider>,
  );
});
const confirm = () => screen.getByTestId('publish-confirm');
const published = () => post.mock.calls.filter(([path]: unknown[]) => String(path).endsWith('/publish'));

describe('publishing', () => {
  it('is asked in a dialog that stands still from the start: what is pressed in it is what is chosen', () => {
    const dialog = document.querySelector('.ant-modal');
    expect(dialog?.className).toBeTruthy();
    expect(dialog?.className).not.toMatch(/ant-zoom/);
    expect(document.querySelector('.ant-modal-mask')?.className).not.toMatch(/ant-fade/);
  });

  it('keeps the place of the number of customers before it is known', async () => {
    const place = () => screen.getByTestId('publish-everyone').closest('label')?.querySelector('small > span');
    expect(place()).toBeTruthy();
    const before = place();
    await screen.findByTestId('reach-everyone');
    expect(place()).toBe(before);
    expect(before?.textContent).toBeTruthy();
  });

  it('makes one version of a double click', async () => {
    act(() => {
      confirm().click();
      confirm().click();
    });
    await waitFor(() => expect(published()).not.toHaveLength(0));
    fireEvent.click(confirm());
    await act(() => new Promise((resolve) => setTimeout(resolve, 20)));
    expect(published()).toHaveLength(1);
    await act(async () => answer({ version: 2, run: null }));
    expect(await screen.findByTestId('publish-close')).toBeTruthy();
    expect(screen.queryByTestId('publish-confirm')).toBeNull();
  });

  it('can be tried again after it failed', async () => {
    fireEvent.click(confirm());
    await waitFor(() => expect(published()).toHaveLength(1));
    await act(async () => refuse(new Error('offline')));
    await screen.findByRole('alert');
    fireEvent.click(confirm());
    await waitFor(() => expect(published()).toHaveLength(2));
  });

  it('says beforehand how many are asked, and waits for the day of «since»', async () => {
    expect((await screen.findByTestId('reach-everyone')).textContent).toBeTruthy();
    expect(screen.queryByTestId('reach-since')).toBeNull();
    fireEvent.click(screen.getByTestId('publish-since'));
    expect((confirm() as HTMLButtonElement).disabled).toBe(true);
    fireEvent.click(screen.getByTestId('publish-everyone'));
    fireEvent.click(confirm());
    await waitFor(() => expect(published()).toHaveLength(1));
    expect(published()[0]).toEqual(['/flows/3/publish', { apply: 'everyone', revision: 7 }]);
  });
});
