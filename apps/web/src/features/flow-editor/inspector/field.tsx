import type { ReactNode } from 'react';
import styles from './inspector.module.css';

/** A labelled part of the inspector, with at most one note below. */
export function Field({ label, note, children }: { label: ReactNode; note?: ReactNode; children: ReactNode }) {
  return (
    <section className={styles.field}>
      <h3 className={styles.label}>{label}</h3>
      {children}
      {note && <p className={styles.note}>{note}</p>}
    </section>
  );
}
