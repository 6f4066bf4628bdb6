import type { CountResponse, PublishResponse, Run } from '@tagloom/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Input, Modal, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, useErrorText } from '@/platform/api';
import { useFormat } from '@/platform/format';
import type { DraftSaver } from '../saving/draft-saver';
import styles from './publishing.module.css';
import { RunFollower } from './run-follower';

interface PublishDialogProps {
  flowId: string;
  saver: DraftSaver;
  counts: CountResponse | undefined;
  onClose(): void;
}

/** Asks for whom the new version counts, says how many that are, and follows the work to its end. */
export function PublishDialog({ flowId, saver, counts, onClose }: PublishDialogProps) {
  const { t } = useTranslation('flowEditor');
  const [published, setPublished] = useState<PublishResponse>();
  const close = () => onClose();
  return (
    <Modal
      open
      title={published ? t('publish.published', { version: published.version }) : t('publish.title')}
      footer={null}
      onCancel={close}
      mask={{ closable: false }}
    >
      {!published && (
        <PublishForm flowId={flowId} saver={saver} counts={counts} onCancel={close} onPublished={setPublished} />
      )}
      {published && <Published run={published.run} onClose={close} />}
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

interface PublishFormProps extends Omit<PublishDialogProps, 'onClose'> {
  onCancel(): void;
  onPublished(response: PublishResponse): void;
}

function PublishForm({ flowId, saver, counts, onCancel, onPublished }: PublishFormProps) {
  const { t } = useTranslation('flowEditor');
  const { number } = useFormat();
  const errorText = useErrorText();
  const client = useQueryClient();
  const [apply, setApply] = useState<'new_events' | 'everyone'>('new_events');
  const [note, setNote] = useState('');
  const publish = useMutation({
    mutationFn: async () => {
      await saver.flush();
      if (!saver.isSaved) throw saver.state.kind === 'failed' ? saver.state.error : new Error('unsaved');
      return api.post<PublishResponse>(`/flows/${flowId}/publish`, {
        apply,
        revision: saver.revision,
        ...(note.trim() && { note: note.trim() }),
      });
    },
    onSuccess: (response) => {
      void client.invalidateQueries({ queryKey: ['flowEditor', 'flow', flowId] });
      void client.invalidateQueries({ queryKey: ['flows'] });
      onPublished(response);
    },
  });
  const total = number(counts?.total ?? 0);
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
              ? t('publish.everyoneText', { total })
              : t('publish.everyoneCount', { total, count: number(matching) })}
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
      {publish.error && (
        <Alert
          type="error"
          showIcon
          title={saver.state.kind === 'conflict' ? t('save.conflictText') : errorText(publish.error)}
        />
      )}
      <div className={styles.buttons}>
        <Button onClick={onCancel}>{t('publish.cancel')}</Button>
        <Button
          type="primary"
          loading={publish.isPending}
          onClick={() => publish.mutate()}
          data-testid="publish-confirm"
        >
          {apply === 'everyone' && counts ? t('publish.confirmEveryone', { total }) : t('publish.confirm')}
        </Button>
      </div>
    </div>
  );
}
