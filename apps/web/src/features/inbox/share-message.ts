import { ShareLevel, type InboxMessage } from '@tagloom/contracts';

type Kind = InboxMessage['kind'];

export const isAboutShare = (kind: Kind): boolean => kind.startsWith('share_');

/** Of a message about a share, where the name of a rule would stand is the level. */
export const levelOf = ({ kind, flowName }: Pick<InboxMessage, 'kind' | 'flowName'>): ShareLevel | undefined =>
  isAboutShare(kind) ? ShareLevel.safeParse(flowName).data : undefined;

/** Where the sharing page shows what the message is about. */
export function tabFor(kind: Kind): { tab?: 'waiting' | 'mine' } {
  if (kind === 'share_asked') return { tab: 'waiting' };
  return kind === 'share_refused' ? { tab: 'mine' } : {};
}
