import { Outlet } from '@tanstack/react-router';
import { Spin } from 'antd';
import { Suspense, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ApprovalDialog } from '@/platform/approvals';
import { useRealtime } from '@/platform/realtime';
import { AskDialog } from '@/platform/sharing';
import { AccountMenu } from './account-menu';
import { ConnectionSign } from './connection-sign';
import styles from './frame.module.css';
import { HeaderSlot } from './header-slot';
import { SeeAsBanner } from './see-as-banner';
import { SideNav, type Counts } from './side-nav';

interface FrameProps {
  /** In the top bar, before the account. */
  tools?: ReactNode;
  /** How many wait for an answer, by the place in the navigation. */
  counts?: Counts;
}

/** Navigation at the left, the page's own header on top, the page below. */
export function Frame({ tools, counts = {} }: FrameProps) {
  const { t } = useTranslation('frame');
  useRealtime();
  const [slot, setSlot] = useState<HTMLElement | null>(null);
  return (
    <div className={styles.frame}>
      <a className={styles.skip} href="#content">
        {t('skip')}
      </a>
      <SeeAsBanner />
      <SideNav counts={counts} />
      <header className={styles.top}>
        <div ref={setSlot} className={styles.slot} />
        <ConnectionSign />
        {tools}
        <AccountMenu />
      </header>
      <main id="content" className={styles.content} tabIndex={-1}>
        <Suspense fallback={<Spin className={styles.wait} delay={300} />}>
          <HeaderSlot value={slot}>
            <Outlet />
          </HeaderSlot>
        </Suspense>
      </main>
      <AskDialog />
      <ApprovalDialog />
    </div>
  );
}
