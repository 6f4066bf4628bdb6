import type { FlowDetail } from '@tagloom/contracts';
import { Building2, Users } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DraftSaver } from '../saving/draft-saver';
import { PlaceDialog } from './place-dialog';
import styles from './place.module.css';
import { useOpenPromotion } from './use-promotion';

interface PlaceButtonProps {
  detail: FlowDetail;
  saver: DraftSaver;
  onReload(): void;
}

/** Whose the flow is: a department's, or everybody's. Opens what can be done about it. */
export function PlaceButton({ detail, saver, onReload }: PlaceButtonProps) {
  const { t } = useTranslation('flowEditor');
  const [open, setOpen] = useState(false);
  const asked = useOpenPromotion(detail);
  const { department } = detail;
  const place = department ? t('place.department', { name: department.name }) : t('place.enterprise');
  return (
    <>
      <button
        type="button"
        className={styles.place}
        title={place}
        aria-label={asked ? `${place}, ${t('place.waiting')}` : place}
        data-testid="flow-place"
        onClick={() => setOpen(true)}
      >
        {department ? <Users size={12} aria-hidden /> : <Building2 size={12} aria-hidden />}
        {department?.name ?? place}
        {asked && <b>{t('place.waiting')}</b>}
      </button>
      {open && (
        <PlaceDialog detail={detail} saver={saver} asked={asked} onClose={() => setOpen(false)} onMoved={onReload} />
      )}
    </>
  );
}
