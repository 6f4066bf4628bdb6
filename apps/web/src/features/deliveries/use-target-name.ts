import { ROLES, type Delivery } from '@tagloom/contracts';
import { useTranslation } from 'react-i18next';
import { useCatalog } from '@/platform/catalog';
import { useFormat } from '@/platform/format';

/** Whom or what an effect reached, by the name that people know: a tag's, a field's, a role's. */
export function useTargetName(): (delivery: Pick<Delivery, 'kind' | 'target'>) => string {
  const { t } = useTranslation('frame');
  const { localized } = useFormat();
  const catalog = useCatalog();
  return ({ kind, target }) => {
    const tag = kind === 'propose' ? catalog.tags.find(({ key }) => key === target) : undefined;
    if (tag) return localized(tag.name);
    const field = kind === 'setField' ? catalog.profileFields?.find(({ key }) => key === target) : undefined;
    if (field) return localized(field.label);
    const isOfRole = kind === 'notify' || kind === 'assign';
    return isOfRole && (ROLES as readonly string[]).includes(target) ? t(`role_${target}`) : target;
  };
}
