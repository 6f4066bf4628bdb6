import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from './api-error';

/** An error as a sentence: what it means by its code and, when the server named it, where. */
export function useErrorText(): (error: unknown) => string {
  const { t } = useTranslation('errors');
  return useCallback(
    (error) => {
      if (!(error instanceof ApiError)) return t('internal');
      const text = t(error.code);
      const isCircle = error.code === 'flow_loop' || error.code === 'department_cycle';
      const around = isCircle ? namesAlong(error.params?.path) : '';
      if (around) return `${text} ${around}`;
      return error.path && error.code === 'validation_failed' ? `${text}（${error.path}）` : text;
    },
    [t],
  );
}

/** The rules or departments of a circle, once around: «A → B → A». */
function namesAlong(path: unknown): string {
  const steps = Array.isArray(path) ? (path as { name?: unknown }[]) : [];
  return steps.flatMap(({ name }) => (typeof name === 'string' ? [name] : [])).join(' → ');
}
