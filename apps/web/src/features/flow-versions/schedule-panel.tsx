import type { FlowDetail, FlowSchedule, ScheduleOutcome, ScheduleResponse } from '@tagloom/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError, api, useErrorText } from '@/platform/api';
import { useCan } from '@/platform/auth';
import { useFormat } from '@/platform/format';
import page from '@/platform/ui/page.module.css';
import { useActorName } from '@/platform/ui/use-actor-name';
import styles from './flow-versions.module.css';
import { ScheduleForm } from './schedule-form';

const EVERY = 5_000;

/** When a rule is to be published and to end, and what became of it. */
export function SchedulePanel({ flow }: { flow: FlowDetail }) {
  const { t } = useTranslation('flowVersions');
  const may = useCan()('publish', 'Flow');
  const errorText = useErrorText();
  const { notification } = App.useApp();
  const client = useQueryClient();
  const [isEditing, setEditing] = useState(false);
  const queryKey = ['flowVersions', flow.id, 'schedule'];
  const path = `/flows/${flow.id}/schedule`;
  const { data } = useQuery({ queryKey, queryFn: () => api.get<ScheduleResponse>(path), refetchInterval: EVERY });
  useWhatBecame(flow.id, data?.schedule);
  const remove = useMutation({
    mutationFn: () => api.delete<ScheduleResponse>(path),
    onError: (error) => notification.error({ title: t('schedule_failed'), description: errorText(error) }),
    onSettled: () => client.invalidateQueries({ queryKey }),
  });
  if (!data) return null;
  const { schedule } = data;
  return (
    <section className={page.card} data-testid="schedule">
      <div className={page.head}>
        <h2 className={page.heading}>{t('schedule')}</h2>
        {may && (
          <div className={page.tools}>
            {schedule && (
              <Button loading={remove.isPending} onClick={() => remove.mutate()} data-testid="schedule-delete">
                {t('schedule_delete')}
              </Button>
            )}
            <Button onClick={() => setEditing(true)} data-testid="schedule-edit">
              {t(schedule ? 'schedule_edit' : 'schedule_set')}
            </Button>
          </div>
        )}
      </div>
      {schedule ? <Moments schedule={schedule} /> : <p className={page.note}>{t('schedule_none')}</p>}
      {isEditing && <ScheduleForm flow={flow} schedule={schedule} onClose={() => setEditing(false)} />}
    </section>
  );
}

/** What happened on schedule made the rule another one: what is shown of it is asked for again. */
function useWhatBecame(flowId: string, schedule: FlowSchedule | null | undefined): void {
  const client = useQueryClient();
  const [published, ended] = [schedule?.publishOutcome?.at, schedule?.expireOutcome?.at];
  useEffect(() => {
    if (published === undefined && ended === undefined) return;
    void client.invalidateQueries({ queryKey: ['flows', flowId] });
    void client.invalidateQueries({ queryKey: ['flowVersions', flowId], exact: true });
  }, [client, flowId, published, ended]);
}

function Moments({ schedule }: { schedule: FlowSchedule }) {
  const { t } = useTranslation('flowVersions');
  const { day } = useFormat();
  const actorName = useActorName();
  const since = schedule.since === null ? '' : day(schedule.since);
  return (
    <>
      <ul className={styles.moments}>
        <Moment label={t('schedule_publish')} at={schedule.publishAt} outcome={schedule.publishOutcome} />
        <Moment label={t('schedule_expire')} at={schedule.expireAt} outcome={schedule.expireOutcome} />
      </ul>
      <p className={page.note}>
        {t('schedule_by', { who: actorName(schedule.by) })}
        {schedule.publishAt !== null && ` · ${t(`applies_${schedule.apply}`, { since })}`}
        {schedule.note && ` · ${schedule.note}`}
      </p>
    </>
  );
}

function Moment({ label, at, outcome }: { label: string; at: string | null; outcome: ScheduleOutcome | null }) {
  const { t } = useTranslation('flowVersions');
  const { dateTime } = useFormat();
  const errorText = useErrorText();
  if (at === null) return null;
  const error = outcome?.error;
  return (
    <li data-status={outcome?.status ?? 'waiting'}>
      {label} {dateTime(at)} · {t(outcome?.status ?? 'waiting')}
      {error && <span className={styles.refused}> · {errorText(ApiError.of(409, error))}</span>}
    </li>
  );
}
