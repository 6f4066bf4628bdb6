import { useTranslation } from 'react-i18next';
import { useIsLost } from '@/platform/realtime';
import { Mark } from '@/platform/ui/mark';

/** Says that changes of others may be missing. Nothing else about the connection is worth a word. */
export function ConnectionSign() {
  const { t } = useTranslation('frame');
  const isLost = useIsLost();
  return (
    <span role="status" data-testid="connection">
      {isLost && <Mark>{t('disconnected')}</Mark>}
    </span>
  );
}
