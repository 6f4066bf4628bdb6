import type { ReactNode } from 'react';
import styles from './body.module.css';

/** A value inside a card's sentence that a person can change in the inspector. */
export function ValueChip({ children }: { children: ReactNode }) {
  return <span className={styles.value}>{children}</span>;
}
