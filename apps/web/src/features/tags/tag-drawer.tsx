import { useMutation, useQueryClient } from '@tanstack/react-query';
import {
  TAG_CATEGORIES,
  TAG_KINDS,
  type CreateTagRequest,
  type Tag,
  type TagGroup,
  type UpdateTagRequest,
} from '@tagloom/contracts';
import { App, Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { api } from '@/platform/api';
import { useFormat } from '@/platform/format';
import { FormDrawer } from '@/platform/ui/form-drawer';
import { localizedInput } from '@/platform/ui/localized-input';
import { NameFields, type Names } from '@/platform/ui/name-fields';

interface TagForm extends Omit<CreateTagRequest, 'name'>, Names {}

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
    <FormDrawer
      title={tag ? t('edit_title', { name: localized(tag.name) }) : t('new_tag')}
      failure={t('title')}
      form={form}
      initial={initial}
      pending={save.isPending}
      error={save.error}
      testId="save-tag"
      onSubmit={save.mutate}
      onClose={onClose}
    >
      <NameFields max={30} required={t('name_required')} autoFocus />
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
    </FormDrawer>
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
