import { TAG_KINDS, type TagKind } from '@tagloom/contracts';
import { Button, Form, Input, Select } from 'antd';
import { Plus, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { NameFields } from '@/platform/ui/name-fields';
import styles from './form.module.css';
import { hasValues } from './tag-form-values';

/** What the tag is called, what it says, and what it can say. */
export function MeaningFields({ isNew, kind }: { isNew: boolean; kind: TagKind }) {
  const { t } = useTranslation('tags');
  return (
    <>
      <div className={styles.pair}>
        <NameFields max={30} required={t('name_required')} autoFocus />
      </div>
      <Form.Item name="meaning" label={t('meaning')}>
        <Input.TextArea rows={2} maxLength={500} placeholder={t('meaning_hint')} />
      </Form.Item>
      <Form.Item name="purpose" label={t('purpose')}>
        <Input maxLength={300} placeholder={t('purpose_hint')} />
      </Form.Item>
      {isNew && (
        <Form.Item name="kind" label={t('kind')}>
          <Select options={TAG_KINDS.map((value) => ({ value, label: t(`kind_${value}`) }))} />
        </Form.Item>
      )}
      {hasValues(kind) && (
        <Form.Item name="values" label={t('values')} rules={[{ required: true, message: t('values_required') }]}>
          <Select mode="tags" open={false} placeholder={t('values_hint')} tokenSeparators={[',', '，', '、']} />
        </Form.Item>
      )}
      <Examples name="positive" />
      <Examples name="negative" />
    </>
  );
}

function Examples({ name }: { name: 'positive' | 'negative' }) {
  const { t } = useTranslation(['tags', 'common']);
  return (
    <Form.Item label={t(name)}>
      <Form.List name={name}>
        {(fields, { add, remove }) => (
          <>
            {fields.map(({ key, name: at }) => (
              <div key={key} className={styles.example}>
                <Form.Item name={at}>
                  <Input
                    maxLength={300}
                    aria-label={t(`nth_${name}`, { at: at + 1 })}
                    placeholder={t(`${name}_hint`)}
                  />
                </Form.Item>
                <Button
                  type="text"
                  icon={<X size={14} />}
                  aria-label={`${t('common:delete')} ${t(`nth_${name}`, { at: at + 1 })}`}
                  onClick={() => remove(at)}
                />
              </div>
            ))}
            {fields.length < 20 && (
              <Button type="dashed" icon={<Plus size={14} />} onClick={() => add('')} data-testid={`add-${name}`}>
                {t(`add_${name}`)}
              </Button>
            )}
          </>
        )}
      </Form.List>
    </Form.Item>
  );
}
