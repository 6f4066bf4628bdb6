import { useEffect, useEffectEvent } from 'react';

const ANSWERS: Record<string, 'accept' | 'decline'> = { a: 'accept', d: 'decline' };

/** A accepts and D declines, except while somebody types. */
export function useAnswerKeys(answer: (decision: 'accept' | 'decline') => void): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const decision = ANSWERS[event.key.toLowerCase()];
    const isTyping =
      event.target instanceof HTMLElement && event.target.closest('input, textarea, [contenteditable=true]') !== null;
    if (!decision || isTyping || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    answer(decision);
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(event);
    document.addEventListener('keydown', listener);
    return () => document.removeEventListener('keydown', listener);
  }, []);
}
