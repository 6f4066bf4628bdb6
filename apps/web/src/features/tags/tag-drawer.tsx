import { useMutation, useQueryClient } from '@tanstack/react-query';
import {
  TAG_CATEGORIES,
  TAG_KINDS,
  type CreateTagRequest,
  type Tag,
  type TagGroup,
  type UpdateTagRequest,
} from '@tagloom/contracts';
import { App, Button, Drawer, Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { api } from '@/platform/api';
import { useFormat } from '@/platform/format';
import { ErrorNotice } from '@/platform/ui/error-notice';
import { localizedInput } from '@/platform/ui/localized-input';

interface TagForm extends Omit<CreateTagRequest, 'name'> {
  zh: string;
  en?: string;
}

interface TagDrawerProps {
  /** The tag to edit; a new one when absent. */
  tag: Tag | undefined;
  groups: TagGroup[];
  onClose: () => void;
}

export function TagDrawer({ tag, groups, onClose }: TagDrawerProps) {
  const { t } = useTranslation(['tags', 'ui', 'common']);
  const { localized } = useFormat();
  const [form] = Form.useForm<TagForm>();
  const save = useSaveTag(tag, onClose);
  const category = Form.useWatch('category', form);
  const kind = Form.useWatch('kind', form) ?? tag?.kind;
  const hasValues = kind === 'one_of' || kind === 'many_of';
  const initial: Partial<TagForm> = tag
    ? { zh: tag.name['zh-CN'], en: tag.name.en, meaning: tag.meaning, values: tag.values }
    : { kind: 'flag', category: 'behavior', values: [] };
  return (
    <Drawer
      open
      size={432}
      title={tag ? t('edit_title', { name: localized(tag.name) }) : t('new_tag')}
      onClose={onClose}
      footer={
        <Button type="primary" loading={save.isPending} onClick={() => form.submit()} data-testid="save-tag">
          {t('common:save')}
        </Button>
      }
    >
      {save.isError && <ErrorNotice error={save.error} title={t('title')} />}
      <Form<TagForm> form={form} layout="vertical" initialValues={initial} onFinish={(values) => save.mutate(values)}>
        <Form.Item
          name="zh"
          label={t('ui:name_zh')}
          rules={[{ required: true, whitespace: true, message: t('name_required') }]}
        >
          <Input maxLength={30} autoFocus />
        </Form.Item>
        <Form.Item name="en" label={t('ui:name_en')}>
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item name="meaning" label={t('meaning')}>
          <Input.TextArea rows={2} maxLength={500} placeholder={t('meaning_hint')} />
        </Form.Item>
        {!tag && (
          <>
            <Form.Item name="category" label={t('category')}>
              <Select
                options={TAG_CATEGORIES.map((value) => ({ value, label: t(`common:category_${value}`) }))}
                onChange={() => form.setFieldValue('groupId', undefined)}
              />
            </Form.Item>
            <Form.Item name="groupId" label={t('group')}>
              <Select
                allowClear
                placeholder={t('no_group')}
                options={groups
                  .filter((group) => group.category === category)
                  .map(({ id, name }) => ({ value: id, label: localized(name) }))}
              />
            </Form.Item>
            <Form.Item name="kind" label={t('kind')}>
              <Select options={TAG_KINDS.map((value) => ({ value, label: t(`kind_${value}`) }))} />
            </Form.Item>
          </>
        )}
        {hasValues && (
          <Form.Item name="values" label={t('values')} rules={[{ required: true, message: t('values_required') }]}>
            <Select mode="tags" open={false} placeholder={t('values_hint')} tokenSeparators={[',', '，', '、']} />
          </Form.Item>
        )}
        {!tag && (
          <Form.Item
            name="key"
            label={t('key')}
            extra={`${t('key_hint')}${t('key_auto')}`}
            rules={[{ pattern: /^[a-z][a-z0-9_]{0,59}$/, message: t('key_hint') }]}
          >
            <Input />
          </Form.Item>
        )}
        <button type="submit" hidden />
      </Form>
    </Drawer>
  );
}

function useSaveTag(tag: Tag | undefined, onSaved: () => void) {
  const { t } = useTranslation('tags');
  const { localized } = useFormat();
  const { message } = App.useApp();
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ zh, en, meaning = '', values, key, ...rest }: TagForm) => {
      const name = localizedInput(zh, en);
      if (tag) {
        const update: UpdateTagRequest = { name, meaning, ...(values && { values }) };
        return api.patch<Tag>(`/tags/${tag.id}`, update);
      }
      const create: CreateTagRequest = { ...rest, name, meaning, values: values ?? [], ...(key && { key }) };
      return api.post<Tag>('/tags', create);
    },
    onSuccess: (saved) => {
      void client.invalidateQueries({ queryKey: ['tags'] });
      void client.invalidateQueries({ queryKey: ['catalog'] });
      void message.success(tag ? t('saved') : t('created', { name: localized(saved.name) }));
      onSaved();
    },
  });
}
