import { Link } from '@tanstack/react-router';
import { Result } from 'antd';
import { useTranslation } from 'react-i18next';

export function NotFound() {
  const { t } = useTranslation();
  return <Result title={t('notFound')} subTitle={t('notFoundHint')} extra={<Link to="/">{t('goHome')}</Link>} />;
}
