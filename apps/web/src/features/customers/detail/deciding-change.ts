import type { ChangeView, ClaimView, WhyResponse } from '@tagloom/contracts';

const isOf = (claim: ClaimView) => (change: ChangeView) =>
  change.actor.kind === claim.source && change.actor.id === claim.sourceId;

/** The change that made the tag what it is: the newest of the source that decides, else the newest of all. */
export function decidingChange({ tag, changes }: WhyResponse): ChangeView | undefined {
  const deciding = tag.claims.find((claim) => claim.deciding);
  return (deciding && changes.find(isOf(deciding))) ?? changes[0];
}
