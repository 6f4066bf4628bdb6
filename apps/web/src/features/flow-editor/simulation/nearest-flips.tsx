import type { SimulateResponse } from '@tagloom/contracts';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { NeededChanges } from '@/platform/ui/needed-changes';
import { useFormat } from '@/platform/format';
import { useValueText } from '@/platform/ui/use-value-text';
import { useEditor } from '../editor-context';
import { Field } from '../inspector/field';
import styles from './simulator.module.css';

const SHOWN = 5;

/** The smallest changes that would turn the result, each to be tried with a press: of one fact or, where none is enough, of several. */
export function NearestFlips({
  result,
  onTry,
}: {
  result: SimulateResponse;
  onTry(fact: string, value: unknown): void;
}) {
  const { t } = useTranslation('flowEditor');
  const { localized } = useFormat();
  const valueText = useValueText();
  const { catalog } = useEditor();
  const flips = distinct(result.explanation.nearestFlips).slice(0, SHOWN);
  if (flips.length === 0) return <Joint result={result} onTry={onTry} />;
  return (
    <Field label={t('sim.flips')}>
      {flips.map(({ fact: name, actual, needed }) => {
        const fact = catalog.facts.find((known) => known.name === name);
        const from = valueText(actual, fact) || t('sim.missing');
        const to = valueText(needed, fact) || t('sim.missing');
        return (
          <div key={`${name}:${JSON.stringify(needed)}`} className={styles.flip}>
            <span>{t('sim.flip', { fact: fact ? localized(fact.label) : name, from, to })}</span>
            <Button size="small" onClick={() => onTry(name, needed)}>
              {t('sim.try')}
            </Button>
          </div>
        );
      })}
    </Field>
  );
}

function Joint({ result, onTry }: { result: SimulateResponse; onTry(fact: string, value: unknown): void }) {
  const { t } = useTranslation('flowEditor');
  const { catalog } = useEditor();
  const sets = new Map(result.explanation.flips.map((flip) => [JSON.stringify(flip.changes), flip]));
  if (sets.size === 0) return null;
  return (
    <Field label={t('sim.flips')}>
      {[...sets].slice(0, SHOWN).map(([key, flip]) => (
        <div key={key} className={styles.flip}>
          <NeededChanges flip={flip} catalog={catalog} />
          <Button size="small" onClick={() => flip.changes.forEach(({ fact, needed }) => onTry(fact, needed))}>
            {t('sim.try')}
          </Button>
        </div>
      ))}
    </Field>
  );
}

type Flip = SimulateResponse['explanation']['nearestFlips'][number];

/** One change may turn several actions; it is offered once. */
function distinct(flips: readonly Flip[]): Flip[] {
  const byChange = new Map(flips.map((flip) => [`${flip.fact}:${JSON.stringify(flip.needed)}`, flip]));
  return [...byChange.values()];
}
