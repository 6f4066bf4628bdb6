import type { Flow } from '@tagloom/contracts';
import { useEffect, useMemo, useState } from 'react';
import { useMedia } from '@/platform/ui/use-media';
import { lightingOrder } from './lighting-order';
import type { Outcome } from './outcome';

/** Ms a step. */
const STEP = 80;

/**
 * The nodes of an outcome that are lit by now: step by step for a customer just chosen, all at once when only a value
 * was tried, or where motion is not wanted.
 */
export function useLighting(
  flow: Flow,
  outcome: Outcome | undefined,
  customerId: string | undefined,
): ReadonlySet<string> {
  const still = useMedia('(prefers-reduced-motion: reduce)');
  const order = useMemo(() => lightingOrder(flow), [flow]);
  const last = Math.max(0, ...order.values());
  const [lit, setLit] = useState<{ customerId: string | undefined; step: number }>({ customerId: undefined, step: 0 });
  const shown = outcome && customerId;
  if (lit.customerId !== shown) setLit({ customerId: shown, step: 0 });
  const step = still ? last : lit.step;
  useEffect(() => {
    if (shown === undefined || step >= last) return;
    const timer = setTimeout(() => setLit({ customerId: shown, step: step + 1 }), STEP);
    return () => clearTimeout(timer);
  }, [shown, step, last]);
  return useMemo(
    () => new Set(shown === undefined ? [] : [...order].filter(([, at]) => at <= step).map(([id]) => id)),
    [order, step, shown],
  );
}
