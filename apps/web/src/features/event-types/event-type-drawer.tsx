import { useMutation, useQueryClient } from '@tanstack/react-query';
import { FACT_TYPES, type EventType, type UpdateEventTypeRequest } from '@tagloom/contracts';
import { App, Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { api } from '@/platform/api';
import { useFormat } from '@/platform/format';
import { FormDrawer } from '@/platform/ui/form-drawer';
import { NameFields } from '@/platform/ui/name-fields';
import page from '@/platform/ui/page.module.css';
import { formOf, requestOf, type EventTypeForm } from './event-type-form';

export function EventTypeDrawer({ eventType, onClose }: { eventType: EventType; onClose: () => void }) {
  const { t } = useTranslation(['eventTypes', 'ui', 'common']);
  const { localized } = useFormat();
  const { message } = App.useApp();
  const client = useQueryClient();
  const [form] = Form.useForm<EventTypeForm>();
  const save = useMutation({
    mutationFn: (body: UpdateEventTypeRequest) => api.patch<EventType>(`/event-types/${eventType.name}`, body),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['event-types'] });
      void client.invalidateQueries({ queryKey: ['catalog'] });
      void message.success(t('saved'));
      onClose();
    },
  });
  return (
    <FormDrawer
      size={760}
      title={t('edit_title', { name: localized(eventType.label) })}
      failure={t('title')}
      form={form}
      initial={formOf(eventType)}
      pending={save.isPending}
      error={save.error}
      // The property's own name has no input, so the values come from the store as a whole.
      onSubmit={() => save.mutate(requestOf(form.getFieldsValue(true) as EventTypeForm))}
      onClose={onClose}
    >
      <NameFields max={40} required={t('name_required')} />
      <h3 className={page.heading}>{t('properties')}</h3>
      {eventType.properties.length === 0 && <p className={page.note}>{t('no_properties')}</p>}
      {eventType.properties.map(({ name }, at) => (
        <PropertyFields key={name} name={name} at={at} />
      ))}
    </FormDrawer>
  );
}

function PropertyFields({ name, at }: { name: string; at: number }) {
  const { t } = useTranslation('eventTypes');
  const field = (key: string) => ['properties', at, key];
  return (
    <div style={{ display: 'grid', gridTemplateColumns: '110px 140px 1fr 1fr 80px 90px', gap: 8, alignItems: 'end' }}>
      <Form.Item label={at === 0 ? t('property') : undefined}>
        <span className={page.name}>{name}</span>
      </Form.Item>
      <Form.Item name={field('type')} label={at === 0 ? t('type') : undefined}>
        <Select
          aria-label={`${name} ${t('type')}`}
          options={FACT_TYPES.map((value) => ({ value, label: t(`type_${value}`) }))}
        />
      </Form.Item>
      <Form.Item name={field('zh')} label={at === 0 ? t('label_zh') : undefined}>
        <Input maxLength={40} aria-label={`${name} ${t('label_zh')}`} />
      </Form.Item>
      <Form.Item name={field('en')} label={at === 0 ? t('label_en') : undefined}>
        <Input maxLength={80} aria-label={`${name} ${t('label_en')}`} />
      </Form.Item>
      <Form.Item name={field('unitZh')} label={at === 0 ? t('unit_zh') : undefined}>
        <Input maxLength={10} aria-label={`${name} ${t('unit_zh')}`} />
      </Form.Item>
      <Form.Item name={field('unitEn')} label={at === 0 ? t('unit_en') : undefined}>
        <Input maxLength={20} aria-label={`${name} ${t('unit_en')}`} />
      </Form.Item>
    </div>
  );
}
