import { Link } from '@tanstack/react-router';
import type { DemoCustomer, Template } from '@tagloom/contracts';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/platform/format';
import { Mark } from '@/platform/ui/mark';
import { TagChip } from '@/platform/ui/tag-chip';
import styles from './templates.module.css';

interface DemoCustomerListProps {
  template: Template;
  /** In the order of the template's; absent before anything is known of them. */
  customers?: readonly DemoCustomer[];
}

/** Who would match, and who nearly would; once they are loaded, with the tags that they have. */
export function DemoCustomerList({ template, customers = [] }: DemoCustomerListProps) {
  const { t } = useTranslation('templates');
  const { localized } = useFormat();
  const isPublished = template.here.some(({ status }) => status === 'published');
  return (
    <ul>
      {template.customers.map(({ about, matches }, at) => {
        const customer = customers[at];
        const text = localized(about);
        return (
          <li key={about['zh-CN']}>
            <Mark tone={matches ? 'pass' : undefined}>{matches ? t('matches') : t('nearly')}</Mark>{' '}
            {customer?.customerId ? (
              <Link to="/customers/$id" params={{ id: customer.customerId }}>
                {text}
              </Link>
            ) : (
              text
            )}
            {customer?.customerId && <DemoTags customer={customer} isPublished={isPublished} />}
          </li>
        );
      })}
    </ul>
  );
}

function DemoTags({ customer: { has, expected }, isPublished }: { customer: DemoCustomer; isPublished: boolean }) {
  const { t } = useTranslation('templates');
  const { localized, locale } = useFormat();
  const missing = expected.filter(
    ({ name, isProposed }) =>
      !has.some((tag) => tag.isProposed === isProposed && localized(tag.name) === localized(name)),
  );
  const names = missing.map(({ name }) => (locale === 'en' ? `“${localized(name)}”` : `「${localized(name)}」`));
  return (
    <div className={styles.demo_tags}>
      {has.map((tag) => (
        <span key={`${tag.key} ${tag.isProposed}`}>
          <TagChip tag={tag} muted={tag.isProposed} /> {tag.isProposed && <Mark>{t('demo_proposed')}</Mark>}
        </span>
      ))}
      {has.length === 0 && missing.length === 0 && <span className={styles.demo_note}>{t('demo_none')}</span>}
      {missing.length > 0 && (
        <span className={styles.demo_note}>
          {t(isPublished ? 'demo_differs' : 'demo_waits', { tags: names.join(locale === 'en' ? ', ' : '、') })}
        </span>
      )}
    </div>
  );
}
