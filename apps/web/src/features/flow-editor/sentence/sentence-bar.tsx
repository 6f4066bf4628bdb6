import { describeParts, toJsonRules } from '@tagloom/rule-engine';
import { Segmented } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/platform/format';
import { useEditor } from '../editor-context';
import { useGraph } from '../store/use-graph';
import styles from './sentence-bar.module.css';

/** The rule in words as it is drawn, or as the rules that the engine runs. */
export function SentenceBar() {
  const { t } = useTranslation('flowEditor');
  const [mode, setMode] = useState<'sentence' | 'json'>('sentence');
  return (
    <footer className={styles.bar}>
      {mode === 'sentence' ? <Sentence /> : <Json />}
      <Segmented
        value={mode}
        options={[
          { value: 'sentence', label: t('sentence.sentence') },
          { value: 'json', label: 'JSON' },
        ]}
        aria-label={t('sentence.show')}
        onChange={setMode}
      />
    </footer>
  );
}

export function Sentence() {
  const { catalog } = useEditor();
  const { locale } = useFormat();
  const flow = useGraph((state) => state.flow);
  const parts = useMemo(() => describeParts(flow, locale, catalog), [flow, locale, catalog]);
  return (
    <p className={styles.sentence} data-testid="sentence" aria-live="polite">
      {parts.map(({ text, kind }, at) => (kind === 'plain' ? <span key={at}>{text}</span> : <b key={at}>{text}</b>))}
    </p>
  );
}

function Json() {
  const { t } = useTranslation('flowEditor');
  const { catalog, problems } = useEditor();
  const flow = useGraph((state) => state.flow);
  const broken = problems.some(({ severity }) => severity === 'error');
  const text = useMemo(
    () => (broken ? undefined : JSON.stringify(toJsonRules(flow, catalog), null, 2)),
    [broken, flow, catalog],
  );
  if (text === undefined) return <p className={styles.sentence}>{t('sentence.jsonWaits')}</p>;
  return (
    <pre className={styles.json} tabIndex={0} aria-label="JSON">
      {text}
    </pre>
  );
}
