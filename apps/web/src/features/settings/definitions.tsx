import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { DefinitionSettings } from '@tagloom/contracts';
import { Link } from '@tanstack/react-router';
import { App, Skeleton, Switch } from 'antd';
import { useTranslation } from 'react-i18next';
import { api } from '@/platform/api';
import { useCan, useMe } from '@/platform/auth';
import { ErrorNotice } from '@/platform/ui/error-notice';
import page from '@/platform/ui/page.module.css';
import styles from './four-eyes.module.css';

const definitionsQuery = queryOptions({
  queryKey: ['settings', 'definitions'],
  queryFn: () => api.get<DefinitionSettings>('/settings/definitions'),
});

/** Whether rules may set tags that nobody answers for. */
export function Definitions() {
  const { t } = useTranslation('settings');
  const { department } = useMe();
  const mayEdit = useCan()('update', 'System') && department === null;
  const saved = useQuery(definitionsQuery);
  const save = useSave();
  if (saved.isPending) return <Skeleton active paragraph={{ rows: 2 }} />;
  if (saved.isError) return <ErrorNotice error={saved.error} onRetry={() => void saved.refetch()} />;
  return (
    <>
      {save.isError && <ErrorNotice error={save.error} />}
      <div className={styles.act}>
        <Switch
          checked={saved.data.required}
          disabled={!mayEdit}
          loading={save.isPending}
          aria-labelledby="definitions-required"
          aria-describedby="definitions-required-text"
          data-testid="definitions-required"
          onChange={(required) => save.mutate({ required })}
        />
        <div>
          <div id="definitions-required" className={page.name}>
            {t('definitions_required')}
          </div>
          <div id="definitions-required-text" className={styles.text}>
            {t('definitions_required_text')}
          </div>
          <Link to="/tags" search={{ only: 'incomplete' }}>
            {t('definitions_incomplete')}
          </Link>
        </div>
      </div>
      {!mayEdit && <p className={page.note}>{t('definitions_org_only')}</p>}
    </>
  );
}

function useSave() {
  const { t } = useTranslation('settings');
  const { message } = App.useApp();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (settings: DefinitionSettings) => api.put<DefinitionSettings>('/settings/definitions', settings),
    onSuccess: (saved) => {
      client.setQueryData(definitionsQuery.queryKey, saved);
      void message.success(t(saved.required ? 'definitions_on' : 'definitions_off'));
    },
  });
}
