import { useQueryClient } from '@tanstack/react-query';
import type { Me } from '@tagloom/contracts';
import { useEffect } from 'react';
import { api } from '@/platform/api';
import { meQuery, useMe } from '@/platform/auth';
import { useLocale } from '@/platform/i18n/use-locale';

/** The server writes to a person in the language of their page, also when it was chosen before signing in. */
export function useTellLocale(): void {
  const me = useMe();
  const locale = useLocale();
  const client = useQueryClient();
  const isTold = me.locale === locale;
  useEffect(() => {
    if (isTold) return;
    api.patch<Me>('/auth/me', { locale }).then(
      (told) => client.setQueryData(meQuery.queryKey, told),
      // Unreachable now; it is told with the next page that loads.
      () => undefined,
    );
  }, [client, isTold, locale]);
}
