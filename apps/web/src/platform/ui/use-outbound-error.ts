import { useTranslation } from 'react-i18next';

/** Why something could not be sent, in words; a code without words as it is. */
export function useOutboundError(): (code: string) => string {
  const { t, i18n } = useTranslation('ui');
  return (code) => {
    const http = /^http_(\d{3})$/.exec(code);
    if (http) return t('outbound_http', { status: http[1] });
    return i18n.exists(`ui:outbound_${code}`) ? t(`outbound_${code}`) : code;
  };
}
