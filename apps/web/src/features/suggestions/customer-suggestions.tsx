import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useCan } from '@/platform/auth';
import page from '@/platform/ui/page.module.css';
import { TagChip } from '@/platform/ui/tag-chip';
import { useActorName } from '@/platform/ui/use-actor-name';
import styles from './suggestions.module.css';
import { suggestionsQuery } from './suggestions-query';
import { useDecide } from './use-decide';

/** The tags that rules suggest for one customer; nothing at all when there are none. */
export function CustomerSuggestions({ customerId }: { customerId: string }) {
  const { t } = useTranslation('suggestions');
  const can = useCan();
  const actorName = useActorName();
  const found = useQuery({ ...suggestionsQuery('open', customerId), enabled: can('read', 'Suggestion') });
  const decide = useDecide();
  const items = found.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <section className={page.card} data-testid="customer-suggestions">
      <h2 className={page.heading}>{t('title')}</h2>
      {items.map((suggestion) => (
        <div key={suggestion.id} className={styles.line}>
          <span>
            <TagChip tag={suggestion.tag} value={suggestion.value} />{' '}
            <span className={styles.note}>
              {suggestion.flowId === null
                ? actorName('')
                : t('by_flow', { flow: suggestion.flowName, version: suggestion.flowVersion })}
              {suggestion.note && ` · ${suggestion.note}`}
            </span>
          </span>
          {can('update', 'Suggestion') && (
            <span className={page.tools}>
              <Button disabled={decide.isPending} onClick={() => decide.mutate({ suggestion, decision: 'accept' })}>
                {t('accept')}
              </Button>
              <Button
                type="text"
                disabled={decide.isPending}
                onClick={() => decide.mutate({ suggestion, decision: 'decline' })}
              >
                {t('decline')}
              </Button>
            </span>
          )}
        </div>
      ))}
    </section>
  );
}
