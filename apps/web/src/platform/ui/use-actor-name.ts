import { ADMIN_KEY_NAME } from '@tagloom/contracts';
import { useTranslation } from 'react-i18next';

/** Who did it, by name; the installation's own key has none, and is called so in the language of the page, as is a rule that the reader may not know of. */
export function useActorName(): (name: string) => string {
  const { t } = useTranslation('ui');
  return (name) => {
    if (name === '') return t('hidden_rule');
    return name === ADMIN_KEY_NAME ? t('admin_key') : name;
  };
}
