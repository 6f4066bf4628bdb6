import type { Role } from '@tagloom/contracts';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import styles from './sign-in-page.module.css';

export interface DemoAccountsResponse {
  password: string;
  accounts: { email: string; name: string; role: Role; department: string | null }[];
}

interface DemoAccountsProps {
  demo: DemoAccountsResponse;
  onPick: (account: { email: string; password: string }) => void;
}

/** Only where the demo is on: one click fills the form. */
export function DemoAccounts({ demo, onPick }: DemoAccountsProps) {
  const { t } = useTranslation('signIn');
  return (
    <section className={styles.demo} aria-label={t('demo_title')}>
      <p className={styles.lead}>{t('demo_title')}</p>
      <div className={styles.accounts}>
        {demo.accounts.map(({ email, name, role }) => (
          <Button key={email} data-testid={`demo-${role}`} onClick={() => onPick({ email, password: demo.password })}>
            {t(`role_${role}`)} · {name}
          </Button>
        ))}
      </div>
    </section>
  );
}
