import { createRootRoute, createRouter, RouterProvider } from '@tanstack/react-router';
import { render, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { ApiError } from '@/platform/api';
import { GoldenFailure } from './golden-failure';

const refusal = (code: string) =>
  ApiError.from(
    new Response(
      JSON.stringify({
        error: {
          code,
          message: '1 of 2 golden customers fail',
          issues: [{ path: 'golden.1', code: 'failed', message: '「小红」：预期 +vip，实际 无动作' }],
        },
      }),
      { status: 422 },
    ),
  );
const show = async (error: unknown) => {
  const component = () => (
    <>
      <GoldenFailure flowId="7" error={error} />
      <hr />
    </>
  );
  render(<RouterProvider router={createRouter({ routeTree: createRootRoute({ component }) }) as never} />);
  await screen.findByRole('separator');
};

describe('publishing that golden customers stop', () => {
  it('names them, with what was expected and what came out, and leads to their table', async () => {
    await show(await refusal('golden_failed'));
    expect(screen.getByText('「小红」：预期 +vip，实际 无动作')).toBeTruthy();
    expect(screen.getByRole('link').getAttribute('href')).toBe('/flows/7/golden');
  });

  it('is not talked of when something else stops it', async () => {
    await show(await refusal('flow_invalid'));
    expect(screen.queryByTestId('golden-failure')).toBeNull();
  });
});
