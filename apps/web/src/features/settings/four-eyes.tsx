import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { FOUR_EYES_ACTS, type FourEyesAct, type FourEyesChange, type FourEyesSettings } from '@tagloom/contracts';
import { App, Button, InputNumber, Skeleton, Switch } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '@/platform/api';
import { fourEyesQuery } from '@/platform/approvals';
import { useCan, useMe } from '@/platform/auth';
import { useFormat } from '@/platform/format';
import { ErrorNotice } from '@/platform/ui/error-notice';
import page from '@/platform/ui/page.module.css';
import { useActorName } from '@/platform/ui/use-actor-name';
import styles from './four-eyes.module.css';

const changesQuery = queryOptions({
  queryKey: ['approvals', 'settings', 'changes'],
  queryFn: () => api.get<FourEyesChange[]>('/settings/four-eyes/changes'),
  retry: false,
});
/** What a freshly turned on limit says, until one says otherwise. */
const FIRST_LIMIT = 100;

/** Which acts take two people. */
export function FourEyes() {
  const saved = useQuery(fourEyesQuery);
  if (saved.isPending) return <Skeleton active paragraph={{ rows: 6 }} />;
  if (saved.isError) return <ErrorNotice error={saved.error} onRetry={() => void saved.refetch()} />;
  return <Switches key={JSON.stringify(saved.data)} saved={saved.data} />;
}

function Switches({ saved }: { saved: FourEyesSettings }) {
  const { t } = useTranslation('settings');
  const { department } = useMe();
  const mayEdit = useCan()('update', 'System') && department === null;
  const [settings, setSettings] = useState(saved);
  const save = useSave();
  const isChanged = FOUR_EYES_ACTS.some((act) => settings[act] !== saved[act]);
  return (
    <>
      <p className={page.note}>{t('four_eyes_note')}</p>
      <ul className={styles.acts}>
        {FOUR_EYES_ACTS.map((act) => (
          <Act key={act} act={act} settings={settings} onChange={mayEdit ? setSettings : undefined} />
        ))}
      </ul>
      {save.isError && <ErrorNotice error={save.error} />}
      <div className={page.tools}>
        {mayEdit && (
          <>
            <Button
              type="primary"
              data-testid="save-four-eyes"
              disabled={!isChanged}
              loading={save.isPending}
              onClick={() => save.mutate(settings)}
            >
              {t('fields_save')}
            </Button>
            <Button type="text" disabled={!isChanged} onClick={() => setSettings(saved)}>
              {t('fields_undo')}
            </Button>
          </>
        )}
        {!mayEdit && <span className={page.note}>{t('four_eyes_org_only')}</span>}
        <LastChange />
      </div>
    </>
  );
}

interface ActProps {
  act: FourEyesAct;
  settings: FourEyesSettings;
  /** Absent when the person may not. */
  onChange?: (settings: FourEyesSettings) => void;
}

function Act({ act, settings, onChange }: ActProps) {
  const { t } = useTranslation('settings');
  const { bulk } = settings;
  const id = `four-eyes-${act}`;
  const isOn = act === 'bulk' ? bulk !== null : settings[act];
  const turn = (on: boolean) => onChange?.({ ...settings, [act]: act === 'bulk' ? (on ? FIRST_LIMIT : null) : on });
  return (
    <li className={styles.act}>
      <Switch
        checked={isOn}
        disabled={!onChange}
        aria-labelledby={id}
        aria-describedby={`${id}-text`}
        data-testid={id}
        onChange={turn}
      />
      <div>
        <div id={id} className={page.name}>
          {t(`four_eyes_${act}`)}
        </div>
        <div id={`${id}-text`} className={styles.text}>
          {t(`four_eyes_${act}_text`)}
        </div>
        {act === 'bulk' && bulk !== null && (
          <label className={styles.limit}>
            {t('four_eyes_limit')}
            <InputNumber
              min={1}
              max={1_000_000}
              precision={0}
              disabled={!onChange}
              value={bulk}
              data-testid="four-eyes-limit"
              onChange={(value) => value !== null && onChange?.({ ...settings, bulk: value })}
            />
            {t('four_eyes_limit_unit')}
          </label>
        )}
      </div>
    </li>
  );
}

function LastChange() {
  const { t } = useTranslation('settings');
  const format = useFormat();
  const actorName = useActorName();
  const last = useQuery(changesQuery).data?.[0];
  if (!last) return null;
  return (
    <span className={page.note}>
      {t('fields_updated', { name: actorName(last.by), when: format.dateTime(last.at) })}
    </span>
  );
}

function useSave() {
  const { t } = useTranslation('settings');
  const { message } = App.useApp();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (settings: FourEyesSettings) => api.put<FourEyesSettings>('/settings/four-eyes', settings),
    onSuccess: (saved) => {
      client.setQueryData(fourEyesQuery.queryKey, saved);
      void client.invalidateQueries({ queryKey: ['approvals'] });
      void message.success(t('four_eyes_saved'));
    },
  });
}
