import { Link } from '@tanstack/react-router';
import type { Template } from '@tagloom/contracts';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/platform/format';
import { Mark } from '@/platform/ui/mark';
import page from '@/platform/ui/page.module.css';
import { DemoCustomerList } from './demo-customer-list';
import { LoadDemoCustomers } from './load-demo-customers';
import { TemplateNeeds } from './template-needs';
import styles from './templates.module.css';

interface TemplateCardProps {
  template: Template;
  /** Absent for those who may not create rules. */
  onUse?: () => void;
  isBusy: boolean;
  isDisabled: boolean;
}

/** The story, the rule in words, what it needs, and who would match. */
export function TemplateCard({ template, onUse, isBusy, isDisabled }: TemplateCardProps) {
  const { t } = useTranslation('templates');
  const { localized, locale } = useFormat();
  const [isOpen, setOpen] = useState(false);
  const { key, name, story, flows, needs, backfill, here } = template;
  return (
    <section className={`${page.card} ${styles.card}`} data-testid={`template-${key}`}>
      <div className={page.head}>
        <h2 className={page.heading}>{localized(name)}</h2>
        {onUse && (
          <Button
            type={here.length === 0 ? 'primary' : 'default'}
            loading={isBusy}
            disabled={isDisabled}
            onClick={onUse}
            data-testid={`use-${key}`}
          >
            {isBusy ? t('preparing') : t('use')}
          </Button>
        )}
      </div>
      <p className={styles.story}>{localized(story)}</p>
      <h3 className={styles.part}>{t('rules')}</h3>
      <ol className={styles.rules}>
        {flows.map((flow) => (
          <li key={flow.name['zh-CN']}>
            <span className={page.name}>{localized(flow.name)}</span>
            <p className={styles.sentence}>{flow.sentence[locale]}</p>
            <span className={page.note}>{t('golden', { number: flow.golden })}</span>
          </li>
        ))}
      </ol>
      <h3 className={styles.part}>{t('needs')}</h3>
      <TemplateNeeds needs={needs} />
      <p className={page.note}>{t(`backfill_${backfill}`)}</p>
      {here.length > 0 && (
        <>
          <h3 className={styles.part}>{t('here')}</h3>
          <ul className={styles.here}>
            {here.map(({ id, name: flowName, status }) => (
              <li key={id}>
                <Link to="/flows/$id" params={{ id }}>
                  {flowName}
                </Link>{' '}
                <Mark>{t(`status_${status}`)}</Mark>
              </li>
            ))}
          </ul>
        </>
      )}
      <details
        className={styles.customers}
        onToggle={({ currentTarget }) => setOpen(currentTarget.open)}
        data-testid={`customers-${key}`}
      >
        <summary>{t('customers')}</summary>
        {onUse && isOpen ? <LoadDemoCustomers template={template} /> : <DemoCustomerList template={template} />}
      </details>
    </section>
  );
}
