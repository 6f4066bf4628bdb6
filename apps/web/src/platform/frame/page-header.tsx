import { use, useEffect, type ReactNode } from 'react';
import { createPortal } from 'react-dom';
import styles from './frame.module.css';
import { HeaderSlot } from './header-slot';

export interface PageHeaderProps {
  title: ReactNode;
  /** The tab's title, when `title` is not a plain text. */
  documentTitle?: string;
  /** Left of the title: a way back. */
  before?: ReactNode;
  /** At the right: what one can do here. */
  extra?: ReactNode;
}

/** Fills the top bar. A page renders it anywhere in itself. */
export function PageHeader({ title, documentTitle, before, extra }: PageHeaderProps) {
  const slot = use(HeaderSlot);
  const name = documentTitle ?? (typeof title === 'string' ? title : undefined);
  useEffect(() => {
    if (name) document.title = `${name} · Tagloom`;
  }, [name]);
  if (!slot) return null;
  const header = (
    <div className={styles.header}>
      {before}
      <h1 className={styles.title}>{title}</h1>
      {extra}
    </div>
  );
  return createPortal(header, slot);
}
