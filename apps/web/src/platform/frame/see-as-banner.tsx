import { Button } from 'antd';
import { Eye } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useMe } from '@/platform/auth';
import styles from './frame.module.css';
import { useSeeAs } from './use-see-as';

/** Above everything: these are not one's own eyes, and nothing can be changed with them. */
export function SeeAsBanner() {
  const { t } = useTranslation('frame');
  const { seeAs } = useMe();
  const { look } = useSeeAs();
  if (!seeAs) return null;
  return (
    <div className={styles.seeAs} role="status" data-testid="see-as-banner">
      <Eye size={16} aria-hidden />
      {t('seeing_as', { name: seeAs.name })}
      <Button size="small" loading={look.isPending} onClick={() => look.mutate(null)}>
        {t('see_as_leave')}
      </Button>
    </div>
  );
}
