import type { ChangeView } from '@tagloom/contracts';
import { useTranslation } from 'react-i18next';
import { useActorName } from './use-actor-name';
import { useValueText } from './use-value-text';

export type Effect = 'gained' | 'lost' | 'revalued' | 'none';

/** What a change did to the tag's effective state. */
export function effectOf({ before, after }: Pick<ChangeView, 'before' | 'after'>): Effect {
  if (!before.held && after.held) return 'gained';
  if (before.held && !after.held) return 'lost';
  if (after.held && JSON.stringify(before.value) !== JSON.stringify(after.value)) return 'revalued';
  return 'none';
}

/** «打上», «改为 上海», or, where nothing effective changed, what became of the claim. */
export function useEffectText(): (change: ChangeView) => string {
  const { t } = useTranslation('ui');
  const valueText = useValueText();
  return (change) => {
    const effect = effectOf(change);
    if (effect === 'none') return t(`kind_${change.kind}`);
    const value = change.after.value === true ? '' : valueText(change.after.value);
    return effect === 'revalued' || (effect === 'gained' && value !== '')
      ? `${t(`effect_${effect}`)} ${value}`
      : t(`effect_${effect}`);
  };
}

/** Who made the change, with the version of a rule. */
export function useActorText(): (change: ChangeView) => string {
  const { t } = useTranslation('ui');
  const actorName = useActorName();
  return ({ actor, flowVersion }) => {
    const name = actorName(actor.name);
    if (actor.kind === 'person') return name;
    const by = t(`by_${actor.kind}`, { name });
    return flowVersion === null ? by : `${by} · ${t('version', { version: flowVersion })}`;
  };
}
