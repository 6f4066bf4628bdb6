import type { FactDefinition, Flow } from '@tagloom/contracts';
import { flowReads } from '@tagloom/rule-engine';
import { Button } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/platform/format';
import { ValueInput } from '@/platform/ui/value-input';
import { useEditor } from '../editor-context';
import { Field } from '../inspector/field';
import { useGraph } from '../store/use-graph';
import type { Simulation } from './use-simulation';
import styles from './simulator.module.css';

/** The facts that the rule reads, with this customer's values; each can be tried with another value. */
export function FactRows({ simulation }: { simulation: Simulation }) {
  const { t } = useTranslation('flowEditor');
  const { localized } = useFormat();
  const { catalog } = useEditor();
  const flow = useGraph((state) => state.flow);
  const rows = useMemo(() => factsRead(flow, catalog.facts), [flow, catalog.facts]);
  if (rows.length === 0) return null;
  return (
    <Field label={t('sim.facts')} note={t('sim.factsNote')}>
      {rows.map((fact) => {
        const isTried = Object.hasOwn(simulation.tried, fact.name);
        const value = isTried ? simulation.tried[fact.name] : simulation.result?.facts[fact.name];
        return (
          <div key={fact.name} className={styles.fact} data-tried={isTried || undefined} data-fact={fact.name}>
            <span>{localized(fact.label)}</span>
            <ValueInput
              fact={fact}
              operator={editedBy(fact)}
              value={value ?? undefined}
              onChange={(next) => simulation.tryFact(fact.name, next)}
            />
          </div>
        );
      })}
      <Button disabled={!simulation.isTouched} onClick={simulation.reset}>
        {t(simulation.isPast ? 'sim.resetPast' : 'sim.reset')}
      </Button>
    </Field>
  );
}

const factsRead = (flow: Flow, known: readonly FactDefinition[]) =>
  flowReads(flow).flatMap((name) => known.find((fact) => fact.name === name) ?? []);

/** The operator whose value has the form of the fact itself. */
const editedBy = ({ type }: FactDefinition) => (type === 'set' ? 'containsAll' : type === 'date' ? 'after' : 'equal');
