import type { Role } from '@tagloom/contracts';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import styles from './sign-in-page.module.css';

export interface DemoAccountsResponse {
  password: string;
  accounts: { email: string; name: string; roles: { role: Role; department: string | null }[] }[];
}

interface DemoAccountsProps {
  demo: DemoAccountsResponse;
  onPick: (account: { email: string; password: string }) => void;
}

/** Only where the demo is on: who there is, and where they work; one click fills the form. */
export function DemoAccounts({ demo, onPick }: DemoAccountsProps) {
  const { t } = useTranslation('signIn');
  return (
    <section className={styles.demo} aria-label={t('demo_title')}>
      <p className={styles.lead}>{t('demo_title')}</p>
      <div className={styles.accounts}>
        {demo.accounts.map(({ email, name, roles }) => {
          const places = roles
            .map(({ role, department }) => `${department ?? t('everywhere')} · ${t(`role_${role}`)}`)
            .join(t('and'));
          return (
            <Button
              key={email}
              className={styles.account}
              title={places}
              data-testid={`demo-${email.split('@')[0]}`}
              onClick={() => onPick({ email, password: demo.password })}
            >
              <span>{name}</span>
              <span className={styles.roles}>{places}</span>
            </Button>
          );
        })}
      </div>
    </section>
  );
}
