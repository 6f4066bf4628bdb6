import type { ShareRequest } from '@tagloom/contracts';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useCan } from '@/platform/auth';
import { useFormat } from '@/platform/format';
import { useActorName } from '@/platform/ui/use-actor-name';
import styles from './requests.module.css';
import { useWithdraw } from './use-answer';

interface RequestCardProps {
  request: ShareRequest;
  /** Of the caller's department. */
  own: boolean;
  onAnswer: (grant: boolean) => void;
}

/** Who asks for what, what for, until when; then the answer, or the way to give it. */
export function RequestCard({ request, own, onAnswer }: RequestCardProps) {
  const { t } = useTranslation(['sharing', 'levels']);
  const format = useFormat();
  const actorName = useActorName();
  const can = useCan();
  const withdraw = useWithdraw();
  const { name, departmentName, level, purpose, until, status, askedBy, askedAt, answeredBy, answeredAt, answer } =
    request;
  return (
    <li className={styles.request} data-status={status} data-testid="share-request">
      <div className={styles.text}>
        <p className={styles.what}>
          {!own && <b>{departmentName} </b>}
          {t('asks_for', { name: format.localized(name), level: t(`levels:level_${level}`) })}
        </p>
        <p>
          {t('for_purpose', { purpose })} ·{' '}
          {until === null ? t('until_none') : t('until_day', { day: format.day(until) })}
        </p>
        <p className={styles.note}>{t('asked_by', { name: actorName(askedBy), at: format.ago(askedAt) })}</p>
        {status !== 'open' && (
          <p>
            <span className={styles.status}>{t(`status_${status}`)}</span>{' '}
            <span className={styles.note}>
              {answeredBy !== null &&
                t('answered_by', { name: actorName(answeredBy), at: format.ago(answeredAt ?? '') })}
            </span>
          </p>
        )}
        {answer && <p>{t('reply', { text: answer })}</p>}
      </div>
      <div className={styles.acts}>
        {request.mine && (
          <>
            <Button onClick={() => onAnswer(false)}>{t('refuse')}</Button>
            <Button type="primary" data-testid="grant" onClick={() => onAnswer(true)}>
              {t('grant')}
            </Button>
          </>
        )}
        {own && status === 'open' && can('create', 'ShareRequest') && (
          <Button loading={withdraw.isPending} onClick={() => withdraw.mutate(request.id)}>
            {t('withdraw')}
          </Button>
        )}
      </div>
    </li>
  );
}
