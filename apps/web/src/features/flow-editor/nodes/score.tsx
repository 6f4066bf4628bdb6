import { InputNumber, Slider } from 'antd';
import { Gauge } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/platform/format';
import { STOPS, useStopCounts } from '../counting/use-stop-counts';
import { useEditor } from '../editor-context';
import { Field } from '../inspector/field';
import styles from '../inspector/inspector.module.css';
import { useGraph } from '../store/use-graph';
import { useNodeName } from './node-name';
import type { BodyProps, NodeSpec, SettingsProps } from './node-spec';
import body from './body.module.css';
import { ValueChip } from './value-chip';

function Body({ node }: BodyProps) {
  const { t } = useTranslation('flowEditor');
  if (node.kind !== 'score') return null;
  const { threshold, leaveThreshold } = node.data;
  return (
    <>
      {t('body.score.before')}
      <ValueChip>{`${threshold}%`}</ValueChip>
      <div className={body.track} aria-hidden>
        <div className={body.reach} style={{ left: `${threshold}%` }} />
        {leaveThreshold !== undefined && <div className={body.leave} style={{ left: `${leaveThreshold}%` }} />}
        <div className={body.knob} style={{ left: `${threshold}%` }} />
      </div>
      <div className={body.scale} aria-hidden>
        <span>0%</span>
        <span>100%</span>
      </div>
    </>
  );
}

function Settings({ node, catalog, readOnly, update }: SettingsProps) {
  const { t } = useTranslation('flowEditor');
  const flow = useGraph((state) => state.flow);
  const nameOf = useNodeName(catalog);
  const { problems } = useEditor();
  const sound = problems.every(({ severity }) => severity !== 'error');
  const counts = useStopCounts(flow, node.id, sound);
  const { number } = useFormat();
  const inputs = useMemo(() => {
    const sources = new Set(flow.edges.filter(({ target }) => target === node.id).map(({ source }) => source));
    return flow.nodes.filter(({ id }) => sources.has(id));
  }, [flow, node.id]);
  if (node.kind !== 'score') return null;
  const { data } = node;
  const { threshold, weights, leaveThreshold } = data;
  const leaveAt = (next: number | null) => {
    const { leaveThreshold: _before, ...rest } = data;
    update(next === null ? rest : { ...rest, leaveThreshold: next }, 'leave');
  };
  const text = (count: number | undefined) => (count === undefined ? '' : number(count));
  const total = inputs.reduce((sum, { id }) => sum + (weights[id] ?? 1), 0);
  return (
    <>
      <Field label={t('inspector.threshold')} note={t('inspector.thresholdNote', { threshold })}>
        {counts && <p className={styles.note}>{t('inspector.stopsNote')}</p>}
        <div data-testid="score-threshold" className={styles.stops}>
          <Slider
            min={0}
            max={100}
            disabled={readOnly}
            value={threshold}
            marks={Object.fromEntries([
              [0, '0%'],
              ...STOPS.map((stop) => [stop, <Stop key={stop} stop={stop} count={text(counts?.get(stop))} />]),
            ])}
            ariaLabelForHandle={t('inspector.threshold')}
            onChange={(next) => update({ ...data, threshold: next }, 'threshold')}
          />
        </div>
        <InputNumber
          min={0}
          max={100}
          suffix="%"
          disabled={readOnly}
          value={threshold}
          aria-label={t('inspector.threshold')}
          onChange={(next) => next !== null && update({ ...data, threshold: next }, 'threshold')}
        />
      </Field>
      <Field
        label={t('inspector.leaveThreshold')}
        note={
          leaveThreshold === undefined
            ? t('inspector.leaveThresholdNone')
            : t('inspector.leaveNote', { enter: `${threshold}%`, leave: `${leaveThreshold}%` })
        }
      >
        <InputNumber
          min={0}
          max={threshold}
          suffix="%"
          disabled={readOnly}
          value={leaveThreshold ?? null}
          placeholder={`${threshold}`}
          aria-label={t('inspector.leaveThreshold')}
          data-testid="score-leave"
          onChange={leaveAt}
        />
      </Field>
      <Field
        label={t('inspector.weights')}
        note={inputs.length === 0 ? t('inspector.noInputs') : t('inspector.weightsNote', { total })}
      >
        {inputs.map((input) => (
          <div key={input.id} className={styles.row}>
            <span>{nameOf(input)}</span>
            <InputNumber
              min={0.01}
              max={1000}
              disabled={readOnly}
              value={weights[input.id] ?? 1}
              aria-label={t('inspector.weightOf', { name: nameOf(input) })}
              onChange={(next) =>
                next !== null && update({ ...data, weights: { ...weights, [input.id]: next } }, `weight:${input.id}`)
              }
            />
          </div>
        ))}
      </Field>
    </>
  );
}

function Stop({ stop, count }: { stop: number; count: string }) {
  return (
    <>
      {`${stop}%`}
      <b className={styles.stop}>{count}</b>
    </>
  );
}

export const score: NodeSpec = {
  icon: Gauge,
  group: 'logic',
  pinyin: 'fenshuyuzhi jiaquandafen fsyz jqdf',
  create: () => ({ kind: 'score', data: { threshold: 60, weights: {} } }),
  owns: (node) => node.kind === 'score',
  Body,
  Settings,
};
