import { PROFILE_FIELDS, type CustomerDetail, type ProfileKey } from '@tagloom/contracts';
import { useTranslation } from 'react-i18next';
import { useCatalog } from '@/platform/catalog';
import { useFormat } from '@/platform/format';
import { Mark } from '@/platform/ui/mark';
import { useValueText } from '@/platform/ui/use-value-text';
import { useCustomerName } from '../customer-name';
import { OwnerLine } from './owner-line';
import styles from './profile-band.module.css';
import { ProfileField } from './profile-field';

/** Who this is: name, fields of the profile, metrics, identities. */
export function ProfileBand({ customer }: { customer: CustomerDetail }) {
  const { t } = useTranslation('customers');
  const format = useFormat();
  const valueText = useValueText();
  const name = useCustomerName()(customer);
  const { facts } = useCatalog();
  const metrics = facts.filter(({ source }) => source === 'metric');
  const fieldText = (key: ProfileKey) => {
    const value = customer.profile[key];
    const shown = customer.fields?.[key];
    if (shown?.level === 'masked' && !shown.until) return value ?? '';
    if (key === 'birthday' && value) return format.day(new Date(`${value}T12:00:00`));
    return valueText(
      value,
      facts.find(({ name }) => name === `profile.${key}`),
    );
  };
  const fields = PROFILE_FIELDS.filter(({ key }) => key !== 'name' && customer.profile[key]);
  const seen = customer.lastSeenAt ? ` · ${t('seen', { when: format.ago(customer.lastSeenAt) })}` : '';
  return (
    <header className={styles.band}>
      <div className={styles.who}>
        <h2 className={styles.name}>
          <ProfileField customer={customer} field="name" label={t('name')} text={name} />{' '}
          {customer.invented && <Mark>{t('invented')}</Mark>}
        </h2>
        <p className={styles.note}>
          {t('id_no', { id: customer.id })} · {t('known_since', { day: format.day(customer.createdAt) })}
          {seen}
        </p>
        <OwnerLine customer={customer} />
        <p className={styles.note}>
          {customer.identities.map(({ channel, externalId }) => `${channel} ${externalId}`).join(' · ')}
        </p>
      </div>
      <dl className={styles.facts}>
        {fields.map(({ key, label }) => (
          <div key={key}>
            <dt>{format.localized(label)}</dt>
            <dd>
              <ProfileField customer={customer} field={key} label={format.localized(label)} text={fieldText(key)} />
            </dd>
          </div>
        ))}
        {metrics.map((fact) => {
          const value = customer.metrics[fact.name.slice('metric.'.length)];
          return (
            <div key={fact.name}>
              <dt>{format.localized(fact.label)}</dt>
              <dd data-missing={value === undefined || undefined}>
                {value === undefined ? t('common:unknown') : valueText(value, fact)}
              </dd>
            </div>
          );
        })}
      </dl>
    </header>
  );
}
