import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { DecideSuggestionRequest, Suggestion } from '@tagloom/contracts';
import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, useErrorText } from '@/platform/api';
import { useFormat } from '@/platform/format';

interface Decision extends DecideSuggestionRequest {
  suggestion: Suggestion;
}

/** Accepts or declines; the customer's tags and the lists are read again. */
export function useDecide() {
  const { t } = useTranslation('suggestions');
  const { localized } = useFormat();
  const { message } = App.useApp();
  const errorText = useErrorText();
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ suggestion, decision, reason }: Decision) =>
      api.post<Suggestion>(`/suggestions/${suggestion.id}/decide`, {
        decision,
        ...(reason?.trim() && { reason: reason.trim() }),
      }),
    onSuccess: (_, { suggestion, decision }) =>
      void message.success(t(`done_${decision}`, { name: localized(suggestion.tag.name) })),
    onError: (error) => void message.error(errorText(error)),
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ['suggestions'] }),
        client.invalidateQueries({ queryKey: ['customers'] }),
      ]),
  });
}
