import { Button } from 'antd';
import { X } from 'lucide-react';
import { useTranslation } from 'react-i18next';

/** Closes the properties where they lie over the canvas. */
export function ClosePanel({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('flowEditor');
  return <Button type="text" icon={<X size={16} />} aria-label={t('inspector.close')} onClick={onClose} />;
}
