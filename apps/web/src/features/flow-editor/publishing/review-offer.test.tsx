import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { api, ApiError } from '@/platform/api';
import { startI18n } from '@/platform/i18n/i18n';
import { TEXTS } from '@/texts';
import { DraftSaver } from '../saving/draft-saver';
import { ReviewOffer } from './review-offer';

const saver = new DraftSaver({ revision: 7, savedAt: '', save: () => Promise.reject(), judge: () => 'refused' });
const show = (params: Record<string, unknown>) =>
  render(
    <QueryClientProvider client={new QueryClient()}>
      <ReviewOffer
        flowId="3"
        saver={saver}
        error={ApiError.of(409, { code: 'review_required', message: '', params })}
      />
    </QueryClientProvider>,
  );

beforeAll(() => startI18n(TEXTS));

describe('a version that takes two people', () => {
  it('says that every version does, where it is not about how many it reaches', () => {
    const { container } = show({ fourEyes: true });
    expect(container.textContent).toContain('公司要求每一版都由两个人把关');
    expect(container.textContent).not.toMatch(/0 位客户|NaN|undefined/);
  });

  it('says how many it reaches, where it is about that', () => {
    const { container } = show({ changed: 1204, total: 12840, share: 9.4, limit: 5 });
    expect(container.textContent).toContain('这次发布会改变 1,204 / 12,840 位客户');
  });

  it('asks for a review of the draft as it is', async () => {
    const post = vi.spyOn(api, 'post').mockResolvedValue({});
    show({ fourEyes: true });
    fireEvent.click(screen.getByTestId('publish-ask-review'));
    await waitFor(() => expect(post).toHaveBeenCalledWith('/flows/3/reviews', { revision: 7 }));
    expect(await screen.findByText(/同意后再来发布/)).toBeTruthy();
  });
});
