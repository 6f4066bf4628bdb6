import { SHARE_LEVELS, type CreateShareRequest, type ShareLevel, type TagGroup } from '@tagloom/contracts';
import { DatePicker, Form, Input, Modal, TreeSelect } from 'antd';
import type { Dayjs } from 'dayjs';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/platform/format';
import { AskApproval, isApprovalRequired, useApproval } from '@/platform/approvals';
import { endOfDay, isPast } from '@/platform/sharing';
import { ErrorNotice } from '@/platform/ui/error-notice';
import { useLend } from '../use-lend';
import { departmentOptions } from './department-options';
import { LevelChoice } from './level-choice';
import type { MatrixDepartment } from './matrix-model';

interface GroupDialogProps {
  group: Pick<TagGroup, 'id' | 'name'>;
  departments: readonly MatrixDepartment[];
  onClose: () => void;
}
interface Values {
  departmentId: string;
  level: ShareLevel;
  purpose: string;
  lastDay?: Dayjs | null;
}

/** Lends everything that is in a group, and will be; that may take a second person. */
export function GroupDialog({ group, departments, onClose }: GroupDialogProps) {
  const { t } = useTranslation(['sharing', 'approving', 'common']);
  const { localized } = useFormat();
  const [form] = Form.useForm<Values>();
  const approval = useApproval('share');
  const lend = useLend(onClose, (error, share) => approval.turn(error, { act: 'share', share }));
  const level = Form.useWatch('level', form);
  // what hides takes nobody's second word
  const submits = approval.needed && level !== 'hidden';
  const submit = ({ departmentId, level, purpose, lastDay }: Values) => {
    const request: CreateShareRequest = {
      groupId: group.id,
      departmentId,
      level,
      purpose: purpose.trim(),
      until: lastDay ? endOfDay(lastDay) : null,
    };
    if (submits) approval.ask({ act: 'share', share: request });
    else lend.mutate({ name: departments.find(({ id }) => id === departmentId)?.name ?? '', request });
  };
  const title = t('group_title', { name: localized(group.name) });
  if (approval.asking)
    return (
      <Modal open title={title} footer={null} onCancel={onClose}>
        <AskApproval
          request={approval.asking}
          reason={approval.asking.share.purpose}
          onBack={approval.back}
          onClose={onClose}
        />
      </Modal>
    );
  return (
    <Modal
      open
      title={title}
      okText={t(submits ? 'approving:send' : 'save')}
      cancelText={t('common:cancel')}
      confirmLoading={lend.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      {lend.isError && !isApprovalRequired(lend.error) && <ErrorNotice error={lend.error} title={t('not_saved')} />}
      <p>{t('group_text')}</p>
      <Form<Values> form={form} layout="vertical" initialValues={{ level: 'read', purpose: '' }} onFinish={submit}>
        <Form.Item
          name="departmentId"
          label={t('department')}
          rules={[{ required: true, message: t('department_required') }]}
        >
          <TreeSelect
            treeDefaultExpandAll
            showSearch={{ treeNodeFilterProp: 'title' }}
            treeData={departmentOptions(departments)}
          />
        </Form.Item>
        <Form.Item name="level" noStyle>
          <LevelChoice levels={SHARE_LEVELS} />
        </Form.Item>
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
      </Form>
    </Modal>
  );
}
