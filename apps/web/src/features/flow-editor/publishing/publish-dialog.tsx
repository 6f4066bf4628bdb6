import type { CountResponse, Run } from '@tagloom/contracts';
import { Alert, Button, Input, Modal } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useErrorText } from '@/platform/api';
import { useFormat } from '@/platform/format';
import type { DraftSaver } from '../saving/draft-saver';
import { ApplyChoices } from './apply-choices';
import { GoldenFailure } from './golden-failure';
import { ImpactNote } from './impact-note';
import { IncompleteTags } from './incomplete-tags';
import styles from './publishing.module.css';
import { needsReview, ReviewOffer } from './review-offer';
import { RunFollower } from './run-follower';
import { usePublish, type Applied, type PublishChoice } from './use-publish';

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
    error === null || needsReview(error)
      ? undefined
      : saver.state.kind === 'conflict'
        ? t('save.conflictText')
        : errorText(error);
  return (
    <Modal
      open
      title={published ? t('publish.published', { version: published.version }) : t('publish.title')}
      footer={null}
      closable={!isPending}
      keyboard={!isPending}
      onCancel={onClose}
      mask={{ closable: false }}
      // it stands still: a choice that is pressed while the dialog still grows would be released beside it, and be lost
      transitionName=""
      maskTransitionName=""
    >
      {published ? (
        <Published run={published.run} onClose={onClose} />
      ) : (
        <PublishForm
          flowId={flowId}
          counts={counts}
          pending={isPending}
          failure={failure}
          onCancel={onClose}
          onPublish={publish}
        >
          <GoldenFailure flowId={flowId} error={error} />
          <IncompleteTags error={error} />
          <ImpactNote flowId={flowId} />
          {needsReview(error) && <ReviewOffer flowId={flowId} saver={saver} error={error} />}
        </PublishForm>
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
  flowId: string;
  counts: CountResponse | undefined;
  pending: boolean;
  failure: string | undefined;
  children: ReactNode;
  onCancel(): void;
  onPublish(choice: PublishChoice): void;
}

function PublishForm({ flowId, counts, pending, failure, children, onCancel, onPublish }: PublishFormProps) {
  const { t } = useTranslation('flowEditor');
  const { number } = useFormat();
  const [applied, setApplied] = useState<Applied>({ apply: 'new_events' });
  const [note, setNote] = useState('');
  const everyone = { count: counts?.total ?? 0, total: number(counts?.total ?? 0) };
  const { apply, since } = applied;
  return (
    <div className={styles.form}>
      <ApplyChoices flowId={flowId} counts={counts} value={applied} onChange={setApplied} />
      <Input.TextArea
        rows={2}
        maxLength={500}
        value={note}
        placeholder={t('publish.note')}
        aria-label={t('publish.note')}
        onChange={(event) => setNote(event.target.value)}
      />
      {children}
      {failure !== undefined && <Alert type="error" showIcon title={failure} />}
      <div className={styles.buttons}>
        <Button disabled={pending} onClick={onCancel}>
          {t('publish.cancel')}
        </Button>
        <Button
          type="primary"
          loading={pending}
          disabled={apply === 'since' && since === undefined}
          onClick={() => onPublish({ ...applied, note })}
          data-testid="publish-confirm"
        >
          {apply === 'everyone' && counts ? t('publish.confirmEveryone', everyone) : t('publish.confirm')}
        </Button>
      </div>
    </div>
  );
}
