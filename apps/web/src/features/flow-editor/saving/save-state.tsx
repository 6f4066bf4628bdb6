import { Button } from 'antd';
import { Cloud, CloudOff, CloudUpload } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useErrorText } from '@/platform/api';
import { useFormat } from '@/platform/format';
import type { DraftSaver, SaveState } from './draft-saver';
import styles from './saving.module.css';

/** Saved means saved. */
export function SaveStateText({ state, saver }: { state: SaveState; saver: DraftSaver }) {
  const { t } = useTranslation('flowEditor');
  const { time } = useFormat();
  const errorText = useErrorText();
  const bad = state.kind === 'failed' || state.kind === 'conflict';
  const Icon = bad ? CloudOff : state.kind === 'saved' ? Cloud : CloudUpload;
  return (
    <span
      className={styles.state}
      data-bad={bad || undefined}
      data-testid="save-state"
      data-state={state.kind}
      role="status"
    >
      <Icon size={16} aria-hidden />
      {state.kind === 'saved' && t('save.saved', { time: time(state.at) })}
      {(state.kind === 'pending' || state.kind === 'saving') && t('save.saving')}
      {state.kind === 'conflict' && t('save.conflict')}
      {state.kind === 'failed' && (
        <>
          <span title={errorText(state.error)}>{t('save.failed')}</span>
          <Button type="link" size="small" onClick={() => void saver.flush()}>
            {t('save.retry')}
          </Button>
        </>
      )}
    </span>
  );
}
