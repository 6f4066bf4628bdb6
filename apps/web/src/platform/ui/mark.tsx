import type { ReactNode } from 'react';
import styles from './mark.module.css';

/** A quiet word about a thing: a state, an origin. */
export function Mark({ children, tone }: { children: ReactNode; tone?: 'pass' | 'warn' }) {
  return (
    <span className={styles.mark} data-tone={tone}>
      {children}
    </span>
  );
}
