import type { Catalog, FactDefinition, FlowNodeOf } from '@tagloom/contracts';
import { describeParts, OPERATORS } from '@tagloom/rule-engine';
import { Filter } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/platform/format';
import { FactPicker } from '@/platform/ui/fact-picker';
import { firstComparison, valueForOperator } from '@/platform/ui/fact-values';
import { OperatorSelect } from '@/platform/ui/operator-select';
import { ValueInput } from '@/platform/ui/value-input';
import { Field } from '../inspector/field';
import { canLeave, withLeave } from './leave';
import { LeaveField } from './leave-field';
import type { BodyProps, NodeSpec, SettingsProps } from './node-spec';
import { SentenceParts } from './sentence-parts';

const factOf = (catalog: Catalog, name: string) => catalog.facts.find((fact) => fact.name === name);

function Body({ node, catalog }: BodyProps) {
  const { t } = useTranslation('flowEditor');
  const { locale } = useFormat();
  if (node.kind !== 'condition') return null;
  const { fact, operator } = node.data;
  if (!fact || !OPERATORS.has(operator)) return <span>{t('body.noFact')}</span>;
  return <SentenceParts parts={describeParts(node.data, locale, catalog)} />;
}

function Settings({ node, catalog, readOnly, update }: SettingsProps) {
  const { t } = useTranslation('flowEditor');
  const { localized } = useFormat();
  if (node.kind !== 'condition') return null;
  const { data } = node;
  const fact = factOf(catalog, data.fact);
  return (
    <>
      <Field label={t('inspector.fact')} note={fact && t(`inspector.source.${fact.source}`)}>
        <div data-testid="fact-picker">
          <FactPicker
            catalog={catalog}
            needs="use"
            value={data.fact}
            disabled={readOnly}
            onChange={(name) => update(withFact(catalog, name, data))}
          />
        </div>
      </Field>
      <Field label={t('inspector.comparison')} note={carriers(fact, catalog)?.map(localized).join(' · ')}>
        <div data-testid="operator-select">
          <OperatorSelect
            fact={fact}
            value={data.operator}
            disabled={readOnly}
            onChange={(operator) =>
              fact &&
              update({
                ...withLeave(data, undefined),
                operator,
                value: valueForOperator(fact, operator, data.operator, data.value),
              })
            }
          />
        </div>
        <div data-testid="value-input">
          <ValueInput
            fact={fact}
            operator={data.operator}
            value={data.value}
            disabled={readOnly}
            onChange={(value) => update({ ...data, value }, 'value')}
          />
        </div>
      </Field>
      {canLeave(data, fact) && <LeaveField data={data} fact={fact} readOnly={readOnly} update={update} />}
    </>
  );
}

/** The events that carry an event's property. */
const carriers = (fact: FactDefinition | undefined, catalog: Catalog) =>
  fact?.eventTypes?.flatMap((name) => catalog.eventTypes.find((type) => type.name === name)?.label ?? []);

/** Another fact keeps the comparison when it is of the same type, else it starts afresh. */
function withFact(
  catalog: Catalog,
  name: string,
  data: FlowNodeOf<'condition'>['data'],
): FlowNodeOf<'condition'>['data'] {
  const [next, last] = [factOf(catalog, name), factOf(catalog, data.fact)];
  if (!next) return { ...data, fact: name };
  if (last && last.type === next.type && !next.options && !last.options)
    return { ...withLeave(data, undefined), fact: name };
  return { fact: name, ...firstComparison(next) };
}

export const condition: NodeSpec = {
  icon: Filter,
  group: 'condition',
  pinyin: 'tiaojian tj',
  create: () => ({ kind: 'condition', data: { fact: '', operator: '' } }),
  owns: (node) => node.kind === 'condition',
  Body,
  Settings,
};
