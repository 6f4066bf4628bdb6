import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { AskShareRequest, ShareLevel, ShareRequest } from '@tagloom/contracts';
import { App, DatePicker, Form, Input, Modal, Select } from 'antd';
import type { Dayjs } from 'dayjs';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '@/platform/api';
import { useCan, useMe } from '@/platform/auth';
import { useFormat } from '@/platform/format';
import { ErrorNotice } from '@/platform/ui/error-notice';
import { endOfDay, isPast } from './end-of-day';
import { includesLevel, levelsAbove } from './levels';
import { LevelMark } from './level-mark';
import { useAsking, type AskedTag } from './use-ask';

/** Stands in the frame once: whoever lacks a level anywhere asks for it here. */
export function AskDialog() {
  const asked = useAsking((state) => state.asked);
  const can = useCan();
  const { department } = useMe();
  const mayAsk = department !== null && can('create', 'ShareRequest');
  useEffect(() => useAsking.setState({ mayAsk }), [mayAsk]);
  if (!asked) return null;
  return <Dialog key={asked.tag.id} {...asked} onClose={() => useAsking.setState({ asked: null })} />;
}

interface Values {
  level: AskShareRequest['level'];
  purpose: string;
  lastDay?: Dayjs | null;
}

function Dialog({ tag, needs, onClose }: { tag: AskedTag; needs: ShareLevel; onClose: () => void }) {
  const { t } = useTranslation(['levels', 'common']);
  const { localized } = useFormat();
  const { message } = App.useApp();
  const { department } = useMe();
  const client = useQueryClient();
  const [form] = Form.useForm<Values>();
  const levels = levelsAbove(tag.level) as AskShareRequest['level'][];
  const ask = useMutation({
    mutationFn: ({ level, purpose, lastDay }: Values) =>
      api.post<ShareRequest>('/share-requests', {
        tagId: tag.id,
        level,
        purpose: purpose.trim(),
        until: lastDay ? endOfDay(lastDay) : null,
      } satisfies AskShareRequest),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['sharing'] });
      void message.success(t('asked'));
      onClose();
    },
  });
  return (
    <Modal
      open
      title={t('ask_title', { name: localized(tag.name) })}
      okText={t('ask_send')}
      cancelText={t('common:cancel')}
      confirmLoading={ask.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      {ask.isError && <ErrorNotice error={ask.error} title={t('ask')} />}
      <p>{t('ask_now', { department: department?.name ?? '', level: t(`level_${tag.level}`) })}</p>
      <Form<Values>
        form={form}
        layout="vertical"
        initialValues={{ level: levels.find((level) => includesLevel(level, needs)) ?? levels[0], purpose: '' }}
        onFinish={ask.mutate}
      >
        <Form.Item name="level" label={t('ask_level')}>
          <Select
            options={levels.map((level) => ({ value: level, label: <LevelMark level={level} /> }))}
            optionRender={({ value }) => <LevelWithMeaning level={value as ShareLevel} />}
          />
        </Form.Item>
        <Form.Item
          name="purpose"
          label={t('ask_purpose')}
          rules={[{ required: true, whitespace: true, message: t('ask_purpose_required') }]}
        >
          <Input.TextArea rows={2} maxLength={300} placeholder={t('ask_purpose_hint')} autoFocus />
        </Form.Item>
        <Form.Item name="lastDay" label={t('ask_until')}>
          <DatePicker style={{ width: '100%' }} placeholder={t('ask_until_none')} disabledDate={isPast} />
        </Form.Item>
      </Form>
    </Modal>
  );
}

function LevelWithMeaning({ level }: { level: ShareLevel }) {
  const { t } = useTranslation('levels');
  return (
    <span style={{ display: 'flex', justifyContent: 'space-between', gap: 16 }}>
      <LevelMark level={level} />
      <small style={{ color: 'var(--tl-ink-3)' }}>{t(`means_${level}`)}</small>
    </span>
  );
}
