import type { Template } from '@tagloom/contracts';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/platform/format';
import { Mark } from '@/platform/ui/mark';
import styles from './templates.module.css';

const STATES = ['create', 'same', 'conflict'] as const;

/** What would be created, and what is here already and reused. */
export function TemplateNeeds({ needs }: Pick<Template, 'needs'>) {
  const { t } = useTranslation('templates');
  const { localized } = useFormat();
  return (
    <dl className={styles.needs}>
      {STATES.map((state) => {
        const items = needs.filter(({ status }) => status === state);
        return (
          items.length > 0 && (
            <div key={state} className={styles.state} data-state={state}>
              <dt>{t(`needs_${state}`)}</dt>
              <dd>
                {items.map(({ kind, key, name }) => (
                  <Mark key={`${kind} ${key}`}>
                    {t(`kind_${kind}`)} · {localized(name)}
                  </Mark>
                ))}
              </dd>
            </div>
          )
        );
      })}
    </dl>
  );
}
