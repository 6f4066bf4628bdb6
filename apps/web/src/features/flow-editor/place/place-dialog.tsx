import type { Approval, FlowDetail } from '@tagloom/contracts';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Alert, Button, Modal, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AskApproval, fourEyesQuery, isApprovalRequired } from '@/platform/approvals';
import { useCan, useMe } from '@/platform/auth';
import { useCatalog } from '@/platform/catalog';
import { useFormat } from '@/platform/format';
import { ErrorNotice } from '@/platform/ui/error-notice';
import { useActorName } from '@/platform/ui/use-actor-name';
import type { DraftSaver } from '../saving/draft-saver';
import styles from './place.module.css';
import { useMove } from './use-promotion';

interface PlaceDialogProps {
  detail: FlowDetail;
  saver: DraftSaver;
  /** What waits for somebody's word already. */
  asked: Approval | undefined;
  onClose(): void;
  onMoved(): void;
}

/** Whose the flow is and was, and the ways to make it everybody's or a department's. */
export function PlaceDialog({ detail, saver, asked, onClose, onMoved }: PlaceDialogProps) {
  const { t } = useTranslation('flowEditor');
  const can = useCan();
  const { department: acting } = useMe();
  const mayMove = can('publish', 'Flow') && detail.editable;
  const [asking, setAsking] = useState<number>();
  const { move, flushed, error, isPending } = useMove(detail.id, saver, onMoved);
  const alone = useQuery(fourEyesQuery).data?.publish === false && acting === null;
  const ask = async () => setAsking(await flushed());
  const promote = () => (alone ? move(null) : void ask());
  if (asking !== undefined || isApprovalRequired(error))
    return (
      <Modal open title={t('place.promote')} footer={null} mask={{ closable: false }} onCancel={onClose}>
        <AskApproval
          request={{ act: 'promoteFlow', flowId: detail.id, revision: asking ?? saver.revision }}
          onClose={onClose}
        />
      </Modal>
    );
  const isOfDepartment = detail.department !== null;
  return (
    <Modal open title={t('place.title')} footer={null} onCancel={onClose} data-testid="place-dialog">
      <div className={styles.dialog}>
        <p>
          {isOfDepartment ? t('place.departmentText', { name: detail.department?.name }) : t('place.enterpriseText')}
        </p>
        {asked && <Waiting asked={asked} onClose={onClose} />}
        {error && <ErrorNotice error={error} title={t('place.failed')} />}
        {isOfDepartment && mayMove && !asked && (
          <div>
            <Button type="primary" loading={isPending} data-testid="promote-flow" onClick={promote}>
              {alone ? t('place.promote') : t('place.askPromote')}
            </Button>
            <p className={styles.note}>{alone ? t('place.aloneNote') : t('place.askNote')}</p>
          </div>
        )}
        {!isOfDepartment && mayMove && acting === null && <HandOver isPending={isPending} onMove={move} />}
        {!detail.editable && <p className={styles.note}>{t('place.notYours')}</p>}
        <Moves moves={detail.moves} />
      </div>
    </Modal>
  );
}

function Waiting({ asked, onClose }: { asked: Approval; onClose(): void }) {
  const { t } = useTranslation('flowEditor');
  const format = useFormat();
  const actorName = useActorName();
  return (
    <Alert
      type="info"
      showIcon
      title={t('place.waitingTitle')}
      description={
        <>
          <p>{t('place.waitingText', { who: actorName(asked.askedBy), until: format.dateTime(asked.until) })}</p>
          <Link to="/approvals" search={{ ...(asked.own && { tab: 'own' as const }), id: asked.id }} onClick={onClose}>
            {t('place.follow')}
          </Link>
        </>
      }
    />
  );
}

function HandOver({ isPending, onMove }: { isPending: boolean; onMove(departmentId: string): void }) {
  const { t } = useTranslation('flowEditor');
  const { departments = [] } = useCatalog();
  const [to, setTo] = useState<string>();
  return (
    <div className={styles.hand}>
      <Select
        showSearch={{ optionFilterProp: 'label' }}
        aria-label={t('place.toDepartment')}
        placeholder={t('place.toDepartment')}
        value={to}
        options={departments.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={setTo}
      />
      <Button disabled={to === undefined} loading={isPending} onClick={() => to !== undefined && onMove(to)}>
        {t('place.hand')}
      </Button>
    </div>
  );
}

function Moves({ moves }: Pick<FlowDetail, 'moves'>) {
  const { t } = useTranslation('flowEditor');
  const format = useFormat();
  const actorName = useActorName();
  if (moves.length === 0) return null;
  return (
    <section aria-label={t('place.history')}>
      <h4>{t('place.history')}</h4>
      <ul className={styles.moves}>
        {moves.map(({ at, from, to, by, agreedBy }) => (
          <li key={at}>
            <span>
              {t('place.move', { from: from?.name ?? t('place.enterprise'), to: to?.name ?? t('place.enterprise') })}
            </span>
            <span className={styles.note}>
              {format.dateTime(at)} · {t('place.movedBy', { who: actorName(by) })}
              {agreedBy !== null && ` · ${t('place.agreedBy', { who: actorName(agreedBy) })}`}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
