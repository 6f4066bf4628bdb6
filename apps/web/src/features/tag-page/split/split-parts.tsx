import { Button, Form, Input, Select } from 'antd';
import { Plus, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import styles from './split.module.css';
import { freeValues, type PartForm } from './split-form';

const MOST_PARTS = 50;

/** Which values go, and what the tag is called that they become. A value goes into one part only. */
export function SplitParts({ values, parts }: { values: readonly string[]; parts: readonly PartForm[] }) {
  const { t } = useTranslation(['tagPage', 'ui', 'common']);
  const mayAdd = freeValues(values, parts).length > 1 && parts.length < MOST_PARTS;
  return (
    <Form.List name="parts">
      {(fields, { add, remove }) => (
        <>
          {fields.map(({ key, name: at }) => (
            <div key={key} role="group" aria-label={t('split_nth', { at: at + 1 })} className={styles.part}>
              <p className={styles.nth}>{t('split_nth', { at: at + 1 })}</p>
              <Form.Item
                name={[at, 'values']}
                label={t('split_values')}
                rules={[{ required: true, message: t('split_values_required') }]}
              >
                <Select
                  mode="multiple"
                  autoFocus={at === 0}
                  placeholder={t('split_values_hint')}
                  options={freeValues(values, parts, at).map((value) => ({ value, label: value }))}
                />
              </Form.Item>
              <div className={styles.names}>
                <Form.Item
                  name={[at, 'zh']}
                  label={t('ui:name_zh')}
                  rules={[{ required: true, whitespace: true, message: t('name_required') }]}
                >
                  <Input maxLength={30} placeholder={t('split_name_hint')} />
                </Form.Item>
                <Form.Item name={[at, 'en']} label={t('ui:name_en')}>
                  <Input maxLength={60} />
                </Form.Item>
              </div>
              {fields.length > 1 && (
                <Button
                  type="text"
                  size="small"
                  className={styles.remove}
                  icon={<X size={14} aria-hidden />}
                  aria-label={`${t('common:delete')} ${t('split_nth', { at: at + 1 })}`}
                  onClick={() => remove(at)}
                />
              )}
            </div>
          ))}
          <Button
            type="dashed"
            icon={<Plus size={14} aria-hidden />}
            disabled={!mayAdd}
            onClick={() => add({ values: [], zh: '' })}
            data-testid="add-part"
          >
            {t('split_add')}
          </Button>
        </>
      )}
    </Form.List>
  );
}
