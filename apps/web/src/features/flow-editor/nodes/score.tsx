import { InputNumber } from 'antd';
import { Gauge } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useStopCounts } from '../counting/use-stop-counts';
import { useEditor } from '../editor-context';
import { Field } from '../inspector/field';
import styles from '../inspector/inspector.module.css';
import { useGraph } from '../store/use-graph';
import { useNodeName } from './node-name';
import type { BodyProps, NodeSpec, SettingsProps } from './node-spec';
import { ThresholdFields } from './threshold-fields';
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
        {leaveThreshold !== undefined && (
          <div className={body.band} style={{ left: `${leaveThreshold}%`, right: `${100 - threshold}%` }} />
        )}
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
  const inputs = useMemo(() => {
    const sources = new Set(flow.edges.filter(({ target }) => target === node.id).map(({ source }) => source));
    return flow.nodes.filter(({ id }) => sources.has(id));
  }, [flow, node.id]);
  if (node.kind !== 'score') return null;
  const { data } = node;
  const { weights } = data;
  const total = inputs.reduce((sum, { id }) => sum + (weights[id] ?? 1), 0);
  return (
    <>
      <ThresholdFields data={data} counts={counts} readOnly={readOnly} update={update} />
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

export const score: NodeSpec = {
  icon: Gauge,
  group: 'logic',
  pinyin: 'fenshuyuzhi jiaquandafen fsyz jqdf',
  create: () => ({ kind: 'score', data: { threshold: 60, weights: {} } }),
  owns: (node) => node.kind === 'score',
  Body,
  Settings,
};
