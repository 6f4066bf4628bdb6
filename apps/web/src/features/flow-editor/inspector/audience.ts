import type { Flow } from '@tagloom/contracts';

type Audience = Flow['audience'];

/** The audience with other tags in one part; nothing when nobody is left out any more. */
export function withAudience(audience: Audience, part: keyof NonNullable<Audience>, tags: readonly string[]): Audience {
  const { [part]: _before, ...rest } = audience ?? {};
  const next: Audience = tags.length > 0 ? { ...rest, [part]: [...tags] } : rest;
  return Object.keys(next).length > 0 ? next : undefined;
}
