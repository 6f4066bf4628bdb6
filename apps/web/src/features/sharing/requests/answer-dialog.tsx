import type { AnswerShareRequest, ShareRequest } from '@tagloom/contracts';
import { DatePicker, Form, Input, Modal } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/platform/format';
import { AskApproval, isApprovalRequired, useApproval } from '@/platform/approvals';
import { dayOf, endOfDay, includesLevel, isPast, levelsAbove } from '@/platform/sharing';
import { ErrorNotice } from '@/platform/ui/error-notice';
import { LevelChoice } from '../matrix/level-choice';
import { useAnswer } from './use-answer';

interface AnswerDialogProps {
  request: ShareRequest;
  grant: boolean;
  onClose: () => void;
}
interface Values {
  level: NonNullable<AnswerShareRequest['level']>;
  lastDay: Dayjs | null;
  note?: string;
}

/** Grants what was asked for, or less; or refuses, saying why. Whoever asked themselves needs a second person to grant it. */
export function AnswerDialog({ request, grant, onClose }: AnswerDialogProps) {
  const { t } = useTranslation(['sharing', 'common']);
  const { localized } = useFormat();
  const [form] = Form.useForm<Values>();
  const approval = useApproval('share');
  const answer = useAnswer(request.id, onClose, (error, { level = request.level, until = request.until }) => {
    const { tagId, groupId, departmentId, purpose } = request;
    const what = tagId === null ? { groupId: groupId ?? '' } : { tagId };
    return approval.turn(error, { act: 'share', share: { ...what, departmentId, level, purpose, until } });
  });
  const latest = dayOf(request.until);
  const submit = ({ level, lastDay, note = '' }: Values) =>
    answer.mutate(
      grant
        ? { grant, level, until: endWithin(lastDay, request.until), note: note.trim() }
        : { grant, note: note.trim() },
    );
  const names = { department: request.departmentName, name: localized(request.name) };
  const title = t(grant ? 'grant_title' : 'refuse_title', names);
  if (approval.asking)
    return (
      <Modal open title={title} footer={null} onCancel={onClose}>
        <AskApproval request={approval.asking} reason={request.purpose} onBack={approval.back} onClose={onClose} />
      </Modal>
    );
  return (
    <Modal
      open
      title={title}
      okText={t(grant ? 'grant' : 'refuse')}
      okButtonProps={{ danger: !grant }}
      cancelText={t('common:cancel')}
      confirmLoading={answer.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      {answer.isError && !isApprovalRequired(answer.error) && (
        <ErrorNotice error={answer.error} title={t('answer_failed')} />
      )}
      <p>{t('for_purpose', { purpose: request.purpose })}</p>
      <Form<Values>
        form={form}
        layout="vertical"
        initialValues={{ level: request.level, lastDay: latest }}
        onFinish={submit}
      >
        {grant && (
          <>
            <Form.Item name="level" label={t('grant_level')} extra={t('grant_level_hint')}>
              <LevelChoice levels={levelsAbove('exists').filter((level) => includesLevel(request.level, level))} />
            </Form.Item>
            <Form.Item name="lastDay" label={t('until')} extra={latest && t('grant_until_hint')}>
              <DatePicker
                style={{ width: '100%' }}
                placeholder={t('no_end')}
                allowClear={latest === null}
                disabledDate={(day) => isPast(day) || (latest !== null && day.isAfter(latest, 'day'))}
              />
            </Form.Item>
          </>
        )}
        <Form.Item
          name="note"
          label={t('note')}
          rules={grant ? [] : [{ required: true, whitespace: true, message: t('note_required') }]}
        >
          <Input.TextArea rows={2} maxLength={300} placeholder={grant ? undefined : t('refuse_note_hint')} />
        </Form.Item>
      </Form>
    </Modal>
  );
}

/** The end of the chosen day, and never after what was asked for, which may lie within that day. */
function endWithin(day: Dayjs | null, asked: string | null): string | null {
  if (day === null) return null;
  return asked !== null && dayjs(asked).isBefore(day.endOf('day')) ? asked : endOfDay(day);
}
