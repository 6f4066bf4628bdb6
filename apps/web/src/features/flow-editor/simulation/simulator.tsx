import { Alert, Button, Skeleton } from 'antd';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useErrorText } from '@/platform/api';
import { useEditor } from '../editor-context';
import { Field } from '../inspector/field';
import panel from '../inspector/inspector.module.css';
import { CustomerSelect } from './customer-select';
import { FactRows } from './fact-rows';
import { NearestFlips } from './nearest-flips';
import { MomentField } from './moment-field';
import { ResultCard } from './result-card';
import type { Simulation } from './use-simulation';

interface SimulatorProps {
  simulation: Simulation;
  /** In place of the choice of a customer: what is being tried again. */
  intro?: ReactNode;
  onClose(): void;
}

/** Tries the rule on one customer, in the inspector's place. */
export function Simulator({ simulation, intro, onClose }: SimulatorProps) {
  const { t } = useTranslation('flowEditor');
  const errorText = useErrorText();
  const { problems } = useEditor();
  const broken = problems.some(({ severity }) => severity === 'error');
  return (
    <aside className={panel.panel} aria-label={t('sim.title')} data-testid="simulator">
      <header className={panel.head}>
        <h2>{t('sim.title')}</h2>
        <Button type="text" icon={<X size={16} />} aria-label={t('sim.close')} onClick={onClose} />
      </header>
      <div className={panel.body}>
        {intro ?? (
          <Field label={t('sim.customer')} note={t('sim.writesNothing')}>
            <CustomerSelect value={simulation.customerId} onChange={simulation.choose} />
          </Field>
        )}
        <MomentField
          now={simulation.now}
          note={simulation.isPast ? undefined : t('sim.momentNote')}
          onChange={simulation.tryAt}
        />
        {broken && <Alert type="warning" showIcon title={t('sim.broken')} banner />}
        {simulation.error !== null && !simulation.running && (
          <Alert type="error" showIcon title={errorText(simulation.error)} banner />
        )}
        {!broken && simulation.running && !simulation.result && <Skeleton active style={{ padding: 16 }} />}
        {simulation.result && (
          <>
            <ResultCard result={simulation.result} />
            <FactRows simulation={simulation} />
            <NearestFlips result={simulation.result} onTry={simulation.tryFact} />
          </>
        )}
      </div>
    </aside>
  );
}
