import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query';
import { act, render, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { describe, expect, it } from 'vitest';
import { RealtimeClient, type RealtimeHandlers } from './realtime-client';
import { isStale } from './stale-queries';
import { useRealtime } from './use-realtime';

describe('what a message makes stale', () => {
  it.each([
    ['definitions', ['tags', 'taxonomy'], true],
    ['definitions', ['catalog'], true],
    ['definitions', ['a page of tomorrow'], true],
    ['definitions', ['flowEditor', 'flow', '3'], false],
    ['definitions', ['inbox', 'unread'], false],
    ['sharing', ['tags', 'taxonomy'], true],
    ['runs', ['runs', 'list'], true],
    ['runs', ['tags', 'taxonomy'], false],
    ['inbox', ['inbox', 'list'], true],
    ['inbox', ['customers', '7'], false],
    ['approvals', ['approvals', 'list'], true],
    ['approvals', ['tags', 'taxonomy'], false],
    ['refetch', ['me'], true],
    ['refetch', ['flowEditor', 'flow', '3'], false],
    ['ended', ['me'], true],
    ['ended', ['tags', 'taxonomy'], false],
  ] as const)('%s and %j: %s', (topic, queryKey, expected) => {
    expect(isStale(queryKey, { topic })).toBe(expected);
  });

  it('is of a customer what belongs to this one', () => {
    const message = { topic: 'customer', id: '7' } as const;
    expect(isStale(['customers', '7', 'timeline'], message)).toBe(true);
    expect(isStale(['customers', '8', 'timeline'], message)).toBe(false);
  });
});

describe('what is on the screen', () => {
  class FakeConnection extends RealtimeClient {
    handlers_: RealtimeHandlers | undefined;
    isStopped = false;
    override start(handlers: RealtimeHandlers): () => void {
      this.handlers_ = handlers;
      return () => (this.isStopped = true);
    }
  }

  function page() {
    const asked: string[] = [];
    const connection = new FakeConnection();
    const client = new QueryClient();
    const Asking = ({ name }: { name: string }) => {
      useQuery({ queryKey: [name], queryFn: () => asked.push(name) });
      return null;
    };
    const Listening = ({ children }: { children: ReactNode }) => {
      useRealtime(connection);
      return children;
    };
    const view = render(
      <QueryClientProvider client={client}>
        <Listening>
          <Asking name="tags" />
          <Asking name="inbox" />
        </Listening>
      </QueryClientProvider>,
    );
    return { asked, connection, view };
  }

  it('is asked again once for messages that come together, and the rest is left alone', async () => {
    const { asked, connection, view } = page();
    await waitFor(() => expect(asked).toHaveLength(2));
    act(() => {
      for (const topic of ['definitions', 'sharing', 'definitions'] as const)
        connection.handlers_?.onMessage({ topic });
    });
    await waitFor(() => expect(asked).toHaveLength(3));
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(asked).toEqual(['tags', 'inbox', 'tags']);
    view.unmount();
    expect(connection.isStopped).toBe(true);
  });

  it('is asked again when the connection opens, since until then nothing was told', async () => {
    const { asked, connection } = page();
    await waitFor(() => expect(asked).toHaveLength(2));
    act(() => connection.handlers_?.onOpen());
    await waitFor(() => expect(asked).toHaveLength(4));
  });
});
