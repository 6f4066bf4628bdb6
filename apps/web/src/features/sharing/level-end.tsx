import type { ShareLevel } from '@tagloom/contracts';
import { useCan, useMe } from '@/platform/auth';
import { useLentShares } from './lent-shares';
import { ShareEnd } from './share-end';

interface LevelEndProps {
  tag: { id: string; level: ShareLevel; isOwner: boolean };
}

/** Beside what the reader may do with a tag: until when, where it was lent; near the end it says so. */
export function LevelEnd({ tag: { id, level, isOwner } }: LevelEndProps) {
  const { department } = useMe();
  const isLent = useCan()('read', 'Share') && department !== null && !isOwner;
  const { shares = [] } = useLentShares(id, isLent);
  // what is seen of others' tags are the shares to one's own department and to those above it
  const fitting = shares.filter((share) => share.level === level);
  const share = fitting.find(({ departmentId }) => departmentId === department?.id) ?? fitting[0];
  if (!isLent || !share || share.until === null) return null;
  return <ShareEnd until={share.until} />;
}
