import type { InboxMessage } from '@tagloom/contracts';
import { Button } from 'antd';
import { Check } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/platform/format';
import { LevelMark } from '@/platform/sharing/level-mark';
import { useActorName } from '@/platform/ui/use-actor-name';
import styles from './inbox.module.css';
import { actOf, isAboutApproval, wordOf } from './approval-message';
import { isAboutBlock, useSaid } from './flow-message';
import { isAboutShare, levelOf } from './share-message';

interface MessageCardProps {
  message: InboxMessage;
  onOpen: () => void;
  onRead: () => void;
}

/** One message: about whom, what, by which rule; unread ones carry a dot and a word. */
export function MessageCard({ message, onOpen, onRead }: MessageCardProps) {
  const { t } = useTranslation('inbox');
  const format = useFormat();
  const actorName = useActorName();
  const { kind, customerId, customerName, title, text, url, flowName, createdAt, readAt } = message;
  const isUnread = readAt === null;
  const isShare = isAboutShare(kind);
  const isApproval = isAboutApproval(kind);
  const isBlock = isAboutBlock(kind);
  const isAboutFlow = !isShare && !isApproval;
  const level = levelOf(message);
  const act = actOf(message);
  const word = wordOf(message);
  const said = useSaid()(message);
  return (
    <article className={styles.message} data-unread={isUnread || undefined} data-testid="message">
      <header className={styles.head}>
        <span className={styles.kind}>
          {t(`kind_${kind}`)}
          {isUnread && <b>{t('unread')}</b>}
        </span>
        <time dateTime={createdAt}>{format.ago(createdAt)}</time>
      </header>
      <button type="button" className={styles.customer} onClick={onOpen}>
        {isShare && t('share_of', { name: title })}
        {isApproval && t(act ? `approval_${act}` : 'approval_of', { name: title })}
        {isAboutFlow &&
          customerId === null &&
          t(kind === 'schedule_refused' ? 'schedule_open' : isBlock ? 'block_open' : 'review_open')}
        {customerId !== null && (customerName ?? t('unnamed', { id: customerId }))}
      </button>
      {isAboutFlow && !isBlock && title && title !== text && (
        // of a review it is whoever asked for it, or decided
        <p className={styles.title}>{kind.startsWith('review_') ? actorName(title) : title}</p>
      )}
      {word && <p className={styles.title}>{t(`approval_${word}`)}</p>}
      {said && <p className={styles.text}>{said}</p>}
      {url && !isApproval && (
        <a href={url} target="_blank" rel="noreferrer">
          {url}
        </a>
      )}
      <footer className={styles.head}>
        {level && <LevelMark level={level} />}
        {isAboutFlow && <span>{t('by_flow', { name: flowName })}</span>}
        {isUnread && (
          <Button type="text" size="small" icon={<Check size={12} />} onClick={onRead}>
            {t('mark_read')}
          </Button>
        )}
      </footer>
    </article>
  );
}
