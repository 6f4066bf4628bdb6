import {
  SHARE_LEVELS,
  type CreateShareRequest,
  type Share,
  type ShareLevel,
  type SharingCell,
} from '@tagloom/contracts';
import { Button, DatePicker, Form, Input } from 'antd';
import type { Dayjs } from 'dayjs';
import { useTranslation } from 'react-i18next';
import { AskApproval, isApprovalRequired, useApproval } from '@/platform/approvals';
import { dayOf, endOfDay, isPast, rankOf } from '@/platform/sharing';
import { ErrorNotice } from '@/platform/ui/error-notice';
import { useLend, useTakeBack } from '../use-lend';
import { LevelChoice } from './level-choice';
import type { Column, MatrixRow } from './matrix-model';
import styles from './matrix.module.css';

interface CellFormProps {
  row: MatrixRow;
  column: Column;
  cell: SharingCell;
  /** What decides the cell now. */
  share: Share | undefined;
  onClose: () => void;
}
interface Values {
  level: ShareLevel;
  purpose: string;
  lastDay: Dayjs | null;
}

/** Level, purpose and end of one cell; giving more than it has may take a second person. */
export function CellForm({ row, column, cell, share, onClose }: CellFormProps) {
  const { t } = useTranslation(['sharing', 'approving', 'common']);
  const [form] = Form.useForm<Values>();
  const approval = useApproval('share');
  const lend = useLend(onClose, (error, share) => approval.turn(error, { act: 'share', share }));
  const level = Form.useWatch('level', form) ?? cell.level;
  const submits = approval.needed && rankOf(level) > rankOf(cell.level);
  const takeBack = useTakeBack();
  /** The share of this very cell; what comes from above or from the group is not taken back here. */
  const own = share?.tagId === row.tag.id && share.departmentId === column.id ? share : undefined;
  const submit = (values: Values) => {
    const request: CreateShareRequest = {
      tagId: row.tag.id,
      departmentId: column.id,
      level: values.level,
      purpose: values.purpose.trim(),
      until: values.lastDay ? endOfDay(values.lastDay) : null,
    };
    if (submits) approval.ask({ act: 'share', share: request });
    else lend.mutate({ name: column.name, request });
  };
  if (approval.asking)
    return (
      <AskApproval
        request={approval.asking}
        reason={approval.asking.share.purpose}
        onBack={approval.back}
        onClose={onClose}
      />
    );
  return (
    <Form<Values>
      form={form}
      layout="vertical"
      initialValues={{ level: cell.level, purpose: own?.purpose ?? '', lastDay: dayOf(own?.until ?? null) }}
      onFinish={submit}
    >
      {lend.isError && !isApprovalRequired(lend.error) && <ErrorNotice error={lend.error} title={t('not_saved')} />}
      {!own && cell.from === 'share' && <p className={styles.facts}>{t('parent_note', { department: column.name })}</p>}
      {!own && cell.from === 'group' && <p className={styles.facts}>{t('group_note')}</p>}
      <Form.Item name="level" noStyle>
        <LevelChoice levels={SHARE_LEVELS} />
      </Form.Item>
      <div className={styles.terms}>
        <Form.Item
          name="purpose"
          label={t('purpose')}
          rules={[{ required: true, whitespace: true, message: t('purpose_required') }]}
        >
          <Input maxLength={300} placeholder={t('purpose_hint')} />
        </Form.Item>
        <Form.Item name="lastDay" label={t('until')}>
          <DatePicker style={{ width: '100%' }} placeholder={t('no_end')} disabledDate={isPast} />
        </Form.Item>
      </div>
      <div className={styles.foot}>
        {own && (
          <Button danger type="text" onClick={() => takeBack(own, onClose)}>
            {t('take_back')}
          </Button>
        )}
        <Button onClick={onClose}>{t('common:cancel')}</Button>
        <Button type="primary" htmlType="submit" loading={lend.isPending} data-testid="save-share">
          {t(submits ? 'approving:send' : 'save')}
        </Button>
      </div>
    </Form>
  );
}
