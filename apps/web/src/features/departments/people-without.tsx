import type { UserSummary } from '@tagloom/contracts';
import { useTranslation } from 'react-i18next';
import page from '@/platform/ui/page.module.css';

/** People whose last role has ended; nothing when there are none. */
export function PeopleWithout({ people }: { people: readonly UserSummary[] }) {
  const { t } = useTranslation('departments');
  const without = people.filter(({ roles }) => roles.length === 0);
  if (without.length === 0) return null;
  return (
    <section className={page.card} data-testid="people-without">
      <div className={page.head}>
        <h3 className={page.heading}>{t('without')}</h3>
      </div>
      <p className={page.note}>{t('without_hint')}</p>
      <ul>
        {without.map(({ id, name, email }) => (
          <li key={id}>
            <span className={page.name}>{name}</span> {email}
          </li>
        ))}
      </ul>
    </section>
  );
}
