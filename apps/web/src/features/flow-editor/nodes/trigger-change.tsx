import { Activity } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { NodeSpec } from './node-spec';

function Body() {
  const { t } = useTranslation('flowEditor');
  return <span>{t('body.onChange')}</span>;
}

function Settings() {
  const { t } = useTranslation('flowEditor');
  return <p>{t('inspector.onChangeNote')}</p>;
}

export const triggerChange: NodeSpec = {
  icon: Activity,
  group: 'trigger',
  pinyin: 'kehubianhua khbh',
  create: () => ({ kind: 'trigger', data: { on: 'change' } }),
  owns: (node) => node.kind === 'trigger' && node.data.on === 'change',
  Body,
  Settings,
};
