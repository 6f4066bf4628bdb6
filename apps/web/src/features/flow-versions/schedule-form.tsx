import type { ApplyChoice, FlowDetail, FlowSchedule, SaveScheduleRequest, ScheduleResponse } from '@tagloom/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, DatePicker, Input, Modal, Select } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, useErrorText } from '@/platform/api';
import page from '@/platform/ui/page.module.css';
import styles from './flow-versions.module.css';

interface ScheduleFormProps {
  flow: FlowDetail;
  schedule: FlowSchedule | null;
  onClose(): void;
}

const CHOICES: ApplyChoice[] = ['new_events', 'everyone', 'since'];
/** Typed or picked, a moment counts without pressing «OK» as well. */
const PICKER = { showTime: { format: 'HH:mm' }, format: 'YYYY-MM-DD HH:mm', needConfirm: false } as const;
const moment = (at: string | null | undefined): Dayjs | null => (at ? dayjs(at) : null);

/** Asks when the present draft is to be published, for whom, and when it is to end. */
export function ScheduleForm({ flow, schedule, onClose }: ScheduleFormProps) {
  const { t } = useTranslation(['flowVersions', 'common']);
  const errorText = useErrorText();
  const client = useQueryClient();
  const [publishAt, setPublishAt] = useState(moment(schedule?.publishOutcome ? null : schedule?.publishAt));
  const [expireAt, setExpireAt] = useState(moment(schedule?.expireOutcome ? null : schedule?.expireAt));
  const [apply, setApply] = useState<ApplyChoice>(schedule?.apply ?? 'new_events');
  const [since, setSince] = useState(moment(schedule?.since));
  const [note, setNote] = useState(schedule?.note ?? '');
  const save = useMutation({
    mutationFn: () =>
      api.put<ScheduleResponse>(`/flows/${flow.id}/schedule`, {
        ...(publishAt && { publishAt: publishAt.toISOString() }),
        ...(expireAt && { expireAt: expireAt.toISOString() }),
        apply,
        ...(apply === 'since' && since && { since: since.startOf('day').toISOString() }),
        ...(note.trim() && { note: note.trim() }),
        revision: flow.revision,
      } satisfies SaveScheduleRequest),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['flowVersions', flow.id, 'schedule'] });
      onClose();
    },
  });
  const isReady = (publishAt !== null || expireAt !== null) && (apply !== 'since' || since !== null);
  return (
    <Modal
      open
      title={t('schedule')}
      okText={t('schedule_save')}
      cancelText={t('common:cancel')}
      okButtonProps={{ disabled: !isReady, loading: save.isPending }}
      onOk={() => save.mutate()}
      onCancel={onClose}
    >
      <div className={styles.form}>
        <p className={page.note}>{t('schedule_hint')}</p>
        <label>
          {t('schedule_publish')}
          <DatePicker {...PICKER} value={publishAt} onChange={setPublishAt} />
        </label>
        <label>
          {t('schedule_expire')}
          <DatePicker {...PICKER} value={expireAt} onChange={setExpireAt} />
        </label>
        <label>
          {t('schedule_apply')}
          <Select<ApplyChoice>
            value={apply}
            options={CHOICES.map((value) => ({ value, label: t(`choice_${value}`) }))}
            onChange={setApply}
          />
        </label>
        {apply === 'since' && (
          <label>
            {t('schedule_since')}
            <DatePicker value={since} maxDate={dayjs()} onChange={setSince} />
          </label>
        )}
        <Input.TextArea
          rows={2}
          maxLength={500}
          value={note}
          placeholder={t('schedule_note')}
          aria-label={t('schedule_note')}
          onChange={({ target }) => setNote(target.value)}
        />
        {save.error && <Alert type="error" showIcon title={t('schedule_failed')} description={errorText(save.error)} />}
      </div>
    </Modal>
  );
}
