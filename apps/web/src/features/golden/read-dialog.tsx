import type { ReadGoldenResponse } from '@tagloom/contracts';
import { writeExpectations } from '@tagloom/rule-engine';
import { Alert, Button, Modal, Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/platform/format';

interface ReadDialogProps {
  reading: ReadGoldenResponse;
  onTake(how: 'replace' | 'append'): void;
  onClose(): void;
}

/** What was read from a file, and every place of it that was not, before any of it is taken. */
export function ReadDialog({ reading: { cases, errors }, onTake, onClose }: ReadDialogProps) {
  const { t } = useTranslation(['golden', 'common']);
  const { localized } = useFormat();
  const isEmpty = cases.length === 0;
  return (
    <Modal
      open
      width={720}
      title={t('read_title')}
      onCancel={onClose}
      footer={[
        <Button key="cancel" onClick={onClose}>
          {t('common:cancel')}
        </Button>,
        <Button key="append" disabled={isEmpty} onClick={() => onTake('append')} data-testid="golden-append">
          {t('read_append')}
        </Button>,
        <Button
          key="replace"
          type="primary"
          disabled={isEmpty}
          onClick={() => onTake('replace')}
          data-testid="golden-replace"
        >
          {t('read_replace')}
        </Button>,
      ]}
    >
      <p>{t('read_count', { count: cases.length })}</p>
      {errors.length > 0 && (
        <Alert
          type="warning"
          title={t('read_errors', { count: errors.length })}
          data-testid="golden-read-errors"
          description={
            <ul>
              {errors.map(({ row, column, message }) => (
                <li key={`${row}:${column}:${message.en}`}>
                  {column === null ? t('read_row', { row }) : t('read_cell', { row, column })} · {localized(message)}
                </li>
              ))}
            </ul>
          }
        />
      )}
      <Table
        size="small"
        rowKey={({ at }) => at}
        pagination={{ pageSize: 10, hideOnSinglePage: true }}
        dataSource={cases.map((golden, at) => ({ ...golden, at }))}
        columns={[
          { title: t('name'), dataIndex: 'name' },
          { title: t('expected'), render: (_, { expected }) => writeExpectations(expected) || t('got_nothing') },
        ]}
      />
    </Modal>
  );
}
