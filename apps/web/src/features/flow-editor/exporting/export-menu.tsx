import type { FlowBundle } from '@tagloom/contracts';
import { toJsonRules } from '@tagloom/rule-engine';
import { useMutation } from '@tanstack/react-query';
import { App, Button, Dropdown } from 'antd';
import { Download } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { api, useErrorText } from '@/platform/api';
import { useEditor } from '../editor-context';
import { useGraph } from '../store/use-graph';
import { downloadJson } from './download-json';

/** Takes the rule along: with all it needs, or as rules of json-rules-engine. */
export function ExportMenu({ flowId, saved }: { flowId: string; saved: boolean }) {
  const { t } = useTranslation('flowEditor');
  const { message } = App.useApp();
  const errorText = useErrorText();
  const flow = useGraph((state) => state.flow);
  const { problems, catalog } = useEditor();
  const isBroken = problems.some(({ severity }) => severity === 'error');
  const bundle = useMutation({
    mutationFn: () => api.get<FlowBundle>(`/flows/${flowId}/bundle`),
    onSuccess: (found) => downloadJson(`${flow.name}.tagloom.json`, found),
    onError: (error) => void message.error(errorText(error)),
  });
  const reason = isBroken ? t('export.broken') : saved ? undefined : t('export.unsaved');
  return (
    <Dropdown
      trigger={['click']}
      disabled={reason !== undefined}
      menu={{
        items: [
          { key: 'bundle', label: t('export.bundle'), onClick: () => bundle.mutate() },
          {
            key: 'rules',
            label: t('export.rules'),
            onClick: () => downloadJson(`${flow.name}.rules.json`, toJsonRules(flow, catalog)),
          },
        ],
      }}
    >
      <Button
        type="text"
        icon={<Download size={16} />}
        title={reason}
        loading={bundle.isPending}
        disabled={reason !== undefined}
        data-testid="export"
      >
        {t('export.title')}
      </Button>
    </Dropdown>
  );
}
