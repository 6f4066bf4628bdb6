import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useCan } from '@/platform/auth';
import { useFormat } from '@/platform/format';
import { openSuggestionsQuery } from '@/platform/shared/open-suggestions-query';
import page from '@/platform/ui/page.module.css';

/** How many suggestions wait for an answer, for those who may give it; nothing while none does. */
export function HomeSuggestions() {
  const { t } = useTranslation('home');
  const { number } = useFormat();
  const mayDecide = useCan()('update', 'Suggestion');
  const { data: open = 0 } = useQuery({ ...openSuggestionsQuery, enabled: mayDecide });
  if (!mayDecide || open === 0) return null;
  return (
    <section className={page.card} data-testid="home-suggestions">
      <div className={page.head}>
        <h2 className={page.heading}>{t('suggestions')}</h2>
        <Link to="/suggestions">{t('decide')}</Link>
      </div>
      <p>{t('suggestions_open', { count: open, number: number(open) })}</p>
    </section>
  );
}
