import type { ShareLevel, Tag } from '@tagloom/contracts';
import { create } from 'zustand';

export type AskedTag = Pick<Tag, 'id' | 'name' | 'level'>;
interface Asking {
  /** For what a share is being asked, and what the person was about to do. */
  asked: { tag: AskedTag; needs: ShareLevel } | null;
  /** Whoever acts for the whole organisation has nothing to ask for; the frame finds out. */
  mayAsk: boolean;
}

/** Any place may ask; the one dialog stands in the frame. */
export const useAsking = create<Asking>(() => ({ asked: null, mayAsk: false }));

/** Opens the dialog that asks the owner; nothing for those who may not ask. */
export function useAsk(): ((tag: AskedTag, needs: ShareLevel) => void) | undefined {
  const mayAsk = useAsking((state) => state.mayAsk);
  return mayAsk ? (tag, needs) => useAsking.setState({ asked: { tag, needs } }) : undefined;
}
