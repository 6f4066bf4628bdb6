import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { InstalledTemplate, Metric } from '@tagloom/contracts';
import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import { api } from '@/platform/api';
import { useFormat } from '@/platform/format';

const LOOK_EVERY_MS = 500;
const PATIENCE_MS = 30_000;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** A rule can read a metric once its history is computed; with much history that goes on behind the open editor. */
async function metricsComputed(): Promise<void> {
  for (let waited = 0; waited < PATIENCE_MS; waited += LOOK_EVERY_MS) {
    const metrics = await api.get<Metric[]>('/metrics');
    if (metrics.every(({ status }) => status === 'ready')) return;
    await pause(LOOK_EVERY_MS);
  }
}

/** Makes the drafts of a template and opens the first. */
export function useInstall() {
  const { t } = useTranslation('templates');
  const { message } = App.useApp();
  const { locale } = useFormat();
  const client = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: async (key: string) => {
      const installed = await api.post<InstalledTemplate>(`/templates/${key}/install?locale=${locale}`);
      await metricsComputed();
      return installed;
    },
    onSuccess: async ({ flows: drafts }) => {
      for (const key of ['templates', 'flows', 'catalog', 'metrics', 'tags', 'rfm', 'event-types'])
        void client.invalidateQueries({ queryKey: [key] });
      const names = drafts.map(({ name }) => name);
      const text =
        drafts.length === 1
          ? t('drafted', { name: names[0] })
          : t('drafted_several', { number: drafts.length, names: names.join(' → ') });
      void message.success({ content: text, duration: drafts.length === 1 ? 3 : 8 });
      const [first] = drafts;
      if (first) await navigate({ to: '/flows/$id', params: { id: first.id } });
    },
  });
}
