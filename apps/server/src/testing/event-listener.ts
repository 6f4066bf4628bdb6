import { request, type ClientRequest, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';

/** A connection of Server-Sent Events, with everything that came over it. */
export interface EventListener {
  status: number;
  headers: IncomingHttpHeaders;
  /** Every byte so far. */
  text: () => string;
  /** The data of the events so far, parsed. */
  messages: () => unknown[];
  /** The next message that was not waited for yet. Rejects after `withinMs`. */
  next: (withinMs?: number) => Promise<unknown>;
  /** When the server ended it. Rejects after `withinMs`. */
  ended: (withinMs?: number) => Promise<void>;
  close: () => void;
}

/** Opens it, and returns when the first bytes are there: from then on nothing is missed. */
export async function listenTo(url: string, headers: Record<string, string>): Promise<EventListener> {
  const [outgoing, response] = await open(url, headers);
  response.setEncoding('utf8');
  let text = '';
  let read = 0;
  let isOver = false;
  response.on('data', (chunk: string) => (text += chunk));
  response.on('error', () => undefined);
  response.on('close', () => (isOver = true));
  const messages = (): unknown[] =>
    [...text.matchAll(/^data: (.*)\n\n/gm)].map(([, data]): unknown => JSON.parse(data));
  const until = async (what: string, isThere: () => boolean, withinMs: number): Promise<void> => {
    for (const deadline = performance.now() + withinMs; !isThere(); await new Promise((done) => setTimeout(done, 5)))
      if (performance.now() > deadline)
        throw new Error(`no ${what} within ${withinMs} ms; so far ${JSON.stringify(text)}`);
  };
  if (response.statusCode === 200) await until('first bytes', () => text !== '', 5_000);
  return {
    status: response.statusCode ?? 0,
    headers: response.headers,
    text: () => text,
    messages,
    next: async (withinMs = 1_000) => {
      await until('message', () => messages().length > read, withinMs);
      return messages()[read++];
    },
    ended: (withinMs = 3_000) => until('end', () => isOver, withinMs),
    close: () => outgoing.destroy(),
  };
}

function open(url: string, headers: Record<string, string>): Promise<[ClientRequest, IncomingMessage]> {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { headers, agent: false }, (response) => resolve([outgoing, response]));
    outgoing.on('error', reject);
    outgoing.end();
  });
}
