import type { CountResponse, Run } from '@tagloom/contracts';
import { Alert, Button, Input, Modal, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useErrorText } from '@/platform/api';
import { useFormat } from '@/platform/format';
import type { DraftSaver } from '../saving/draft-saver';
import styles from './publishing.module.css';
import { RunFollower } from './run-follower';
import { usePublish, type PublishChoice } from './use-publish';

interface PublishDialogProps {
  flowId: string;
  saver: DraftSaver;
  counts: CountResponse | undefined;
  onClose(): void;
}

/** Asks for whom the new version counts, says how many that are, and follows the work to its end. */
export function PublishDialog({ flowId, saver, counts, onClose }: PublishDialogProps) {
  const { t } = useTranslation('flowEditor');
  const errorText = useErrorText();
  const { publish, published, error, isPending } = usePublish(flowId, saver);
  const failure =
    error === null ? undefined : saver.state.kind === 'conflict' ? t('save.conflictText') : errorText(error);
  return (
    <Modal
      open
      title={published ? t('publish.published', { version: published.version }) : t('publish.title')}
      footer={null}
      closable={!isPending}
      keyboard={!isPending}
      onCancel={onClose}
      mask={{ closable: false }}
    >
      {published ? (
        <Published run={published.run} onClose={onClose} />
      ) : (
        <PublishForm counts={counts} pending={isPending} failure={failure} onCancel={onClose} onPublish={publish} />
      )}
    </Modal>
  );
}

function Published({ run, onClose }: { run: Run | null; onClose(): void }) {
  const { t } = useTranslation('flowEditor');
  return (
    <div className={styles.form}>
      {run ? <RunFollower run={run} /> : <p role="status">{t('publish.fromNowOn')}</p>}
      <div className={styles.buttons}>
        <Button type="primary" onClick={onClose} data-testid="publish-close">
          {t('publish.close')}
        </Button>
      </div>
    </div>
  );
}

interface PublishFormProps {
  counts: CountResponse | undefined;
  pending: boolean;
  failure: string | undefined;
  onCancel(): void;
  onPublish(choice: PublishChoice): void;
}

function PublishForm({ counts, pending, failure, onCancel, onPublish }: PublishFormProps) {
  const { t } = useTranslation('flowEditor');
  const { number } = useFormat();
  const [apply, setApply] = useState<PublishChoice['apply']>('new_events');
  const [note, setNote] = useState('');
  const everyone = { count: counts?.total ?? 0, total: number(counts?.total ?? 0) };
  const matching = counts?.matching ?? undefined;
  return (
    <div className={styles.form}>
      <Radio.Group
        value={apply}
        onChange={({ target }) => setApply(target.value as typeof apply)}
        className={styles.choices}
      >
        <Radio value="new_events" data-testid="publish-new-events">
          <b>{t('publish.newEvents')}</b>
          <small>{t('publish.newEventsText')}</small>
        </Radio>
        <Radio value="everyone" data-testid="publish-everyone">
          <b>{t('publish.everyone')}</b>
          <small>
            {matching === undefined
              ? t('publish.everyoneText', everyone)
              : t('publish.everyoneCount', { ...everyone, matching: number(matching) })}
          </small>
        </Radio>
      </Radio.Group>
      <Input.TextArea
        rows={2}
        maxLength={500}
        value={note}
        placeholder={t('publish.note')}
        aria-label={t('publish.note')}
        onChange={(event) => setNote(event.target.value)}
      />
      {failure !== undefined && <Alert type="error" showIcon title={failure} />}
      <div className={styles.buttons}>
        <Button disabled={pending} onClick={onCancel}>
          {t('publish.cancel')}
        </Button>
        <Button
          type="primary"
          loading={pending}
          onClick={() => onPublish({ apply, note })}
          data-testid="publish-confirm"
        >
          {apply === 'everyone' && counts ? t('publish.confirmEveryone', everyone) : t('publish.confirm')}
        </Button>
      </div>
    </div>
  );
}
