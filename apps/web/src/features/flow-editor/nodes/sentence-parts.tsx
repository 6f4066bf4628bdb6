import type { Segment } from '@tagloom/rule-engine';
import { ValueChip } from './value-chip';

/** A sentence in which values and tags stand out. */
export function SentenceParts({ parts }: { parts: readonly Segment[] }) {
  return parts.map(({ text, kind }, at) =>
    kind === 'plain' ? <span key={at}>{text}</span> : <ValueChip key={at}>{text}</ValueChip>,
  );
}
