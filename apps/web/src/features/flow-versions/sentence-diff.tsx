import type { SentencePart } from '@tagloom/contracts';
import styles from './flow-versions.module.css';

const SIGNS = { added: '+', removed: '−' } as const;

/** Two sentences as one: what was added and removed is marked by colour, line and sign. */
export function SentenceDiff({ parts }: { parts: readonly SentencePart[] }) {
  return (
    <p className={styles.sentence} data-testid="sentence-diff">
      {parts.map(({ change, text }, index) => {
        if (change === 'kept') return <span key={index}>{text}</span>;
        const Tag = change === 'added' ? 'ins' : 'del';
        return (
          <Tag key={index}>
            <span className={styles.sign}>{SIGNS[change]}</span>
            {text}
          </Tag>
        );
      })}
    </p>
  );
}
