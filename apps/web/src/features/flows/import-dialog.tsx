import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { ErrorIssue, FlowDetail, ImportRequest } from '@tagloom/contracts';
import { Alert, Button, Form, Input, Modal, Upload } from 'antd';
import { FileUp } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, ApiError } from '@/platform/api';
import { ErrorNotice } from '@/platform/ui/error-notice';
import { readRules } from './read-rules';

export function ImportDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['flows', 'common']);
  const [text, setText] = useState('');
  const [name, setName] = useState('');
  const [fault, setFault] = useState<string>();
  const send = useImport();
  const submit = () => {
    const read = readRules(text);
    setFault(
      'fault' in read
        ? read.fault === ''
          ? t('import_empty')
          : t('import_not_json', { reason: read.fault })
        : undefined,
    );
    if ('rules' in read)
      send.mutate({ format: 'json-rules-engine', rules: read.rules, ...(name.trim() && { name: name.trim() }) });
  };
  const takeFile = async (file: File) => {
    setText(await file.text());
    setFault(undefined);
  };
  return (
    <Modal
      open
      width={640}
      title={t('import_title')}
      okText={t('import_do')}
      cancelText={t('common:cancel')}
      confirmLoading={send.isPending}
      onOk={submit}
      onCancel={onClose}
    >
      <p>{t('import_lead')}</p>
      <Form layout="vertical">
        <Form.Item label={t('import_json')} validateStatus={fault ? 'error' : undefined} help={fault}>
          <Input.TextArea
            rows={10}
            aria-label={t('import_json')}
            spellCheck={false}
            value={text}
            onChange={(event) => setText(event.target.value)}
            data-testid="import-json"
          />
        </Form.Item>
        <Form.Item>
          <Upload
            accept=".json,application/json"
            showUploadList={false}
            beforeUpload={(file) => (void takeFile(file), false)}
          >
            <Button icon={<FileUp size={14} />}>{t('import_file')}</Button>
          </Upload>
        </Form.Item>
        <Form.Item label={t('import_name')}>
          <Input
            maxLength={80}
            aria-label={t('import_name')}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        </Form.Item>
      </Form>
      {send.isError && <Refusal error={send.error} />}
    </Modal>
  );
}

function useImport() {
  const client = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: (body: ImportRequest) => api.post<FlowDetail>('/flows/import', body),
    onSuccess: async ({ id }) => {
      void client.invalidateQueries({ queryKey: ['flows'] });
      await navigate({ to: '/flows/$id', params: { id } });
    },
  });
}

/** Every refused place with its reason, as the server names them. */
function Refusal({ error }: { error: unknown }) {
  const { t } = useTranslation('flows');
  if (!(error instanceof ApiError) || error.issues.length === 0)
    return <ErrorNotice error={error} title={t('import_refused')} />;
  return (
    <Alert
      type="error"
      showIcon
      title={t('import_refused')}
      description={
        <ul>
          {error.issues.map((issue) => (
            <li key={`${issue.path}:${issue.message}`}>{lineOf(issue)}</li>
          ))}
        </ul>
      }
    />
  );
}

const lineOf = ({ path, message }: ErrorIssue): string =>
  path === '' || message.includes(path) ? message : `${path} · ${message}`;
