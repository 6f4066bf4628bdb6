import type { ActorContext } from '@tagloom/access';

const KEY = 'key:';

/** Users and keys are numbered apart, so a key's claims are told apart from those of the user of the same number. */
export const sourceIdOf = ({ actor }: Pick<ActorContext, 'actor'>): string =>
  actor.kind === 'api' ? `${KEY}${actor.id}` : actor.id;

/** The API key behind the claim of a person; null when it was one. */
export const keyIdOf = (sourceId: string): string | null =>
  sourceId.startsWith(KEY) ? sourceId.slice(KEY.length) : null;
