import { MAX_SHADOW_DAYS, SHADOW_DAYS, type FlowDetail, type FlowVersion } from '@tagloom/contracts';
import { useQuery } from '@tanstack/react-query';
import { Button, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '@/platform/api';
import { useCan } from '@/platform/auth';
import page from '@/platform/ui/page.module.css';
import styles from './shadow.module.css';
import { useShadow } from './use-shadow';

const DAY_MS = 86_400_000;
const DAYS = [1, 3, SHADOW_DAYS, 14, MAX_SHADOW_DAYS];
/** What is chosen when it is no version. */
const DRAFT = 0;

/** Which version, for how long. */
export function StartForm({ flow, isAgain }: { flow: FlowDetail; isAgain: boolean }) {
  const { t } = useTranslation('shadow');
  const can = useCan();
  const { start } = useShadow(flow.id);
  const [version, setVersion] = useState(DRAFT);
  const [days, setDays] = useState(SHADOW_DAYS);
  const versions = useQuery({
    queryKey: ['flowVersions', flow.id],
    queryFn: () => api.get<FlowVersion[]>(`/flows/${flow.id}/versions`),
  });
  if (!can('update', 'Flow')) return null;
  const begin = () =>
    start.mutate({
      ...(version === DRAFT ? { revision: flow.revision } : { version }),
      // A minute less than the longest: clocks differ.
      endsAt: new Date(Date.now() + days * DAY_MS - 60_000).toISOString(),
    });
  return (
    <div className={styles.form}>
      <label>
        {t('what')}
        <Select
          className={styles.what}
          value={version}
          onChange={setVersion}
          options={[
            { value: DRAFT, label: t('what_draft', { revision: flow.revision }) },
            ...(versions.data ?? []).map((one) => ({
              value: one.version,
              label: t('what_version', { version: one.version }),
            })),
          ]}
        />
      </label>
      <label>
        {t('days')}
        <Select
          className={styles.days}
          value={days}
          onChange={setDays}
          options={DAYS.map((count) => ({ value: count, label: t('days_value', { count }) }))}
        />
      </label>
      <Button
        type={isAgain ? 'default' : 'primary'}
        loading={start.isPending}
        onClick={begin}
        data-testid="shadow-start"
      >
        {t(isAgain ? 'again' : 'start')}
      </Button>
      {isAgain && <span className={page.note}>{t('restart_hint')}</span>}
    </div>
  );
}
