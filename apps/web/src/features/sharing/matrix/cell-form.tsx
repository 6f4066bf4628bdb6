import { SHARE_LEVELS, type Share, type ShareLevel, type SharingCell } from '@tagloom/contracts';
import { Button, DatePicker, Form, Input } from 'antd';
import type { Dayjs } from 'dayjs';
import { useTranslation } from 'react-i18next';
import { dayOf, endOfDay, isPast } from '@/platform/sharing';
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

/** Level, purpose and end of one cell. */
export function CellForm({ row, column, cell, share, onClose }: CellFormProps) {
  const { t } = useTranslation(['sharing', 'common']);
  const [form] = Form.useForm<Values>();
  const lend = useLend(onClose);
  const takeBack = useTakeBack();
  /** The share of this very cell; what comes from above or from the group is not taken back here. */
  const own = share?.tagId === row.tag.id && share.departmentId === column.id ? share : undefined;
  const submit = ({ level, purpose, lastDay }: Values) =>
    lend.mutate({
      name: column.name,
      request: {
        tagId: row.tag.id,
        departmentId: column.id,
        level,
        purpose: purpose.trim(),
        until: lastDay ? endOfDay(lastDay) : null,
      },
    });
  return (
    <Form<Values>
      form={form}
      layout="vertical"
      initialValues={{ level: cell.level, purpose: own?.purpose ?? '', lastDay: dayOf(own?.until ?? null) }}
      onFinish={submit}
    >
      {lend.isError && <ErrorNotice error={lend.error} title={t('not_saved')} />}
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
          {t('save')}
        </Button>
      </div>
    </Form>
  );
}
