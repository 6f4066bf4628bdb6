import type { RewrittenFlow } from '@tagloom/contracts';

/** What becomes of flows, a sentence for those that run, for those that are only drawn, and for shadows that end; none for none. */
export function rewrittenLines<K extends string>(
  flows: readonly RewrittenFlow[],
  keys: Record<'running' | 'drawn' | 'shadow', K>,
  say: (key: K, count: number, names: string) => string,
  comma: string,
): string[] {
  const line = (key: K, some: readonly RewrittenFlow[]) =>
    some.length > 0 ? [say(key, some.length, some.map(({ name }) => name).join(comma))] : [];
  return [
    ...line(
      keys.running,
      flows.filter(({ published }) => published),
    ),
    ...line(
      keys.drawn,
      flows.filter(({ published }) => !published),
    ),
    ...line(
      keys.shadow,
      flows.filter(({ shadow }) => shadow),
    ),
  ];
}
