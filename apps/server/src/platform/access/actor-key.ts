import type { Actor } from '@tagloom/access';

/** Who it is, whatever their name: people and scripts have ids of their own. */
export const actorKey = ({ kind, id }: Actor): string => `${kind}:${id}`;
