import { useMutation, useQueryClient } from '@tanstack/react-query';
import { TAG_CATEGORIES, type CreateTagGroupRequest, type TagCategory, type TagGroup } from '@tagloom/contracts';
import { App, Form, Input, Select, Switch } from 'antd';
import { useTranslation } from 'react-i18next';
import { api } from '@/platform/api';
import { useFormat } from '@/platform/format';
import { FormDrawer } from '@/platform/ui/form-drawer';
import { localizedInput } from '@/platform/ui/localized-input';
import { NameFields, type Names } from '@/platform/ui/name-fields';

interface GroupForm extends Names {
  key: string;
  category: TagCategory;
  exclusive: boolean;
}

export function GroupDrawer({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['tags', 'ui', 'common']);
  const { localized } = useFormat();
  const { message } = App.useApp();
  const client = useQueryClient();
  const [form] = Form.useForm<GroupForm>();
  const save = useMutation({
    mutationFn: ({ zh, en, ...rest }: GroupForm) => {
      const body: CreateTagGroupRequest = { ...rest, name: localizedInput(zh, en) };
      return api.post<TagGroup>('/tag-groups', body);
    },
    onSuccess: ({ name }) => {
      void client.invalidateQueries({ queryKey: ['tags'] });
      void message.success(t('created', { name: localized(name) }));
      onClose();
    },
  });
  return (
    <FormDrawer
      title={t('new_group')}
      failure={t('new_group')}
      form={form}
      initial={{ category: 'behavior', exclusive: false }}
      pending={save.isPending}
      error={save.error}
      onSubmit={save.mutate}
      onClose={onClose}
    >
      <NameFields max={30} required={t('name_required')} autoFocus />
      <Form.Item
        name="key"
        label={t('key')}
        rules={[{ required: true, pattern: /^[a-z][a-z0-9_]{0,59}$/, message: t('key_hint') }]}
      >
        <Input />
      </Form.Item>
      <Form.Item name="category" label={t('category')}>
        <Select options={TAG_CATEGORIES.map((value) => ({ value, label: t(`common:category_${value}`) }))} />
      </Form.Item>
      <Form.Item name="exclusive" valuePropName="checked" label={t('exclusive_switch')}>
        <Switch />
      </Form.Item>
    </FormDrawer>
  );
}
