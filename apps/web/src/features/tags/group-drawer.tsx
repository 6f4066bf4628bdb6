import { useMutation, useQueryClient } from '@tanstack/react-query';
import { TAG_CATEGORIES, type CreateTagGroupRequest, type TagCategory, type TagGroup } from '@tagloom/contracts';
import { App, Button, Drawer, Form, Input, Select, Switch } from 'antd';
import { useTranslation } from 'react-i18next';
import { api } from '@/platform/api';
import { useFormat } from '@/platform/format';
import { ErrorNotice } from '@/platform/ui/error-notice';
import { localizedInput } from '@/platform/ui/localized-input';

interface GroupForm {
  zh: string;
  en?: string;
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
    <Drawer
      open
      size={432}
      title={t('new_group')}
      onClose={onClose}
      footer={
        <Button type="primary" loading={save.isPending} onClick={() => form.submit()}>
          {t('common:save')}
        </Button>
      }
    >
      {save.isError && <ErrorNotice error={save.error} title={t('new_group')} />}
      <Form<GroupForm>
        form={form}
        layout="vertical"
        initialValues={{ category: 'behavior', exclusive: false }}
        onFinish={(values) => save.mutate(values)}
      >
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
        <button type="submit" hidden />
      </Form>
    </Drawer>
  );
}
