import { ZONE_OWNERS, type ZoneChoice } from '@tagloom/contracts';
import { useTranslation } from 'react-i18next';

/** «每位客户自己的时区», or the zone's name. */
export function useZoneText(): (zone: ZoneChoice) => string {
  const { t } = useTranslation('ui');
  return (zone) => ((ZONE_OWNERS as readonly string[]).includes(zone) ? t(`zone_${zone}`) : zone);
}
