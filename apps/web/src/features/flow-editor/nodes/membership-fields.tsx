import type { Duration, EffectActionData, EffectMembership, Membership, TagActionData } from '@tagloom/contracts';
import { Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import { DurationInput } from '@/platform/ui/duration-input';
import { Field } from '../inspector/field';
import type { SettingsProps } from './node-spec';
import { withDuration, withMembership } from './membership';

const OF_TAGS = ['while', 'once', 'every'] as const satisfies readonly Membership[];
const OF_EFFECTS = ['once', 'every'] as const satisfies readonly EffectMembership[];

/** Whether the tag stays when the condition goes, and how long at least or at most. */
export function MembershipField({
  data,
  readOnly,
  update,
}: { data: TagActionData } & Pick<SettingsProps, 'readOnly' | 'update'>) {
  const { t } = useTranslation('flowEditor');
  const { membership, action } = data;
  const part = membership === 'while' ? 'hold' : 'validFor';
  return (
    <>
      <Field label={t('inspector.membership')} note={t(`inspector.membershipNote.${action}.${membership}`)}>
        <Segmented<Membership>
          block
          disabled={readOnly}
          options={OF_TAGS.map((value) => ({ value, label: t(`membership.${value}`) }))}
          value={membership}
          aria-label={t('inspector.membership')}
          onChange={(next) => update(withMembership(data, next))}
        />
      </Field>
      <Field label={t(`inspector.${part}.${action}`)} note={t(`inspector.${part}Note`)}>
        <div data-testid={`tag-${part}`}>
          <DurationInput
            label={t(`inspector.${part}.${action}`)}
            value={data[part]}
            disabled={readOnly}
            onChange={(next: Duration | undefined) => update(withDuration(data, part, next), part)}
          />
        </div>
      </Field>
    </>
  );
}

/** Whether an effect happens one time for a customer, or each time. */
export function EffectMembershipField({
  data,
  readOnly,
  update,
}: { data: EffectActionData } & Pick<SettingsProps, 'readOnly' | 'update'>) {
  const { t } = useTranslation('flowEditor');
  return (
    <Field label={t('inspector.effectMembership')} note={t(`inspector.effectMembershipNote.${data.membership}`)}>
      <Segmented<EffectMembership>
        block
        disabled={readOnly}
        options={OF_EFFECTS.map((value) => ({ value, label: t(`effectMembership.${value}`) }))}
        value={data.membership}
        aria-label={t('inspector.effectMembership')}
        onChange={(membership) => update({ ...data, membership })}
      />
    </Field>
  );
}
