import { useMutation } from '@tanstack/react-query';
import type { LocalTagName, SetLocalTagNameRequest, TagDetail } from '@tagloom/contracts';
import { App, Button, Form, Input, Modal, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { api } from '@/platform/api';
import { useMe } from '@/platform/auth';
import { useCatalog } from '@/platform/catalog';
import { useFormat } from '@/platform/format';
import { ErrorNotice } from '@/platform/ui/error-notice';
import { localizedInput } from '@/platform/ui/localized-input';
import { NameFields, type Names } from '@/platform/ui/name-fields';
import { useTagsChanged } from '../tag-page-queries';

interface GlossaryForm extends Names {
  departmentId: string;
  meaning: string;
}

interface GlossaryDialogProps {
  tag: TagDetail;
  /** The name to change; a new one when absent. */
  local: LocalTagName | undefined;
  onClose: () => void;
}

const CONFIRM: Record<`data-${string}`, string> = { 'data-testid': 'save-local-name' };

/** The name of a tag in one department. Headquarters chooses which. */
export function GlossaryDialog({ tag, local, onClose }: GlossaryDialogProps) {
  const { t } = useTranslation(['tagPage', 'common']);
  const { localized } = useFormat();
  const { message } = App.useApp();
  const { department } = useMe();
  const { departments = [] } = useCatalog();
  const tagsChanged = useTagsChanged();
  const [form] = Form.useForm<GlossaryForm>();
  const path = (departmentId: string) => `/tags/${tag.id}/local-names/${departmentId}`;
  const done = (text: string) => {
    void message.success(text);
    void tagsChanged();
    onClose();
  };
  const save = useMutation({
    mutationFn: ({ zh, en, meaning, departmentId }: GlossaryForm) =>
      api.put<LocalTagName>(path(departmentId), {
        name: localizedInput(zh, en),
        meaning: meaning.trim(),
      } satisfies SetLocalTagNameRequest),
    onSuccess: () => done(t('local_name_saved')),
  });
  const remove = useMutation({
    mutationFn: (departmentId: string) => api.delete<void>(path(departmentId)),
    onSuccess: () => done(t('local_name_removed')),
  });
  const error = save.error ?? remove.error;
  const initial: Partial<GlossaryForm> = {
    departmentId: local?.departmentId ?? department?.id,
    zh: local?.name['zh-CN'] ?? '',
    en: local?.name.en ?? '',
    meaning: local?.meaning ?? '',
  };
  return (
    <Modal
      open
      title={t('local_name_title', { name: localized(tag.name) })}
      okText={t('common:save')}
      okButtonProps={{ loading: save.isPending, ...CONFIRM }}
      cancelText={t('common:cancel')}
      onOk={() => form.submit()}
      onCancel={onClose}
      footer={(buttons) => (
        <div style={{ display: 'flex', gap: 8, justifyContent: 'flex-end' }}>
          {local && (
            <Button
              danger
              style={{ marginInlineEnd: 'auto' }}
              loading={remove.isPending}
              onClick={() => remove.mutate(local.departmentId)}
            >
              {t('local_name_remove')}
            </Button>
          )}
          {buttons}
        </div>
      )}
    >
      {error && <ErrorNotice error={error} title={t('local_name_failed')} />}
      <Form<GlossaryForm>
        form={form}
        layout="vertical"
        initialValues={initial}
        onFinish={(values) => save.mutate({ ...(initial as GlossaryForm), ...values })}
      >
        {!local && department === null && (
          <Form.Item
            name="departmentId"
            label={t('department')}
            rules={[{ required: true, message: t('department_required') }]}
          >
            <Select
              showSearch={{ optionFilterProp: 'label' }}
              options={departments
                .filter(({ id }) => !tag.localNames.some(({ departmentId }) => departmentId === id))
                .map(({ id, name }) => ({ value: id, label: name }))}
            />
          </Form.Item>
        )}
        <NameFields max={30} required={t('name_required')} autoFocus />
        <Form.Item name="meaning" label={t('local_meaning')}>
          <Input.TextArea rows={2} maxLength={500} placeholder={t('local_meaning_hint')} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
