import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import type { TagDetail } from '@tagloom/contracts';
import { Button, Skeleton } from 'antd';
import { ArrowLeft } from 'lucide-react';
import { useState, type ComponentType, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '@/platform/auth';
import { useFormat } from '@/platform/format';
import { PageHeader } from '@/platform/frame';
import { includesLevel, useAsk } from '@/platform/sharing';
import { ErrorNotice } from '@/platform/ui/error-notice';
import page from '@/platform/ui/page.module.css';
import { Glossary } from './glossary/glossary';
import { LineageCard } from './lineage/lineage-card';
import { MeaningCard } from './meaning-card';
import { MergeDialog } from './merge/merge-dialog';
import { NumbersCard } from './numbers-card';
import { SplitDialog } from './split/split-dialog';
import { TagBand } from './tag-band';
import styles from './tag-page.module.css';
import { tagQuery } from './tag-page-queries';
import { UsesCard } from './uses-card';
import { VersionsCard } from './versions/versions-card';

interface TagPageProps {
  tagId: string;
  /** To whom it is lent. */
  shares: ReactNode;
  /** The form of a definition. */
  Editor: ComponentType<{ tagId: string; onClose: () => void }>;
  /** Beside what the reader may do with the tag. */
  LevelNote: ComponentType<{ tag: TagDetail }>;
  DeleteButton: ComponentType<{ tag: { id: string; name: { 'zh-CN': string; en?: string } }; onDeleted: () => void }>;
}

/** Everything about one tag: what it says, whose it is, where it comes from and goes to, and how it came to be so. */
export function TagPage({ tagId, shares, Editor, LevelNote, DeleteButton }: TagPageProps) {
  const { t } = useTranslation('tagPage');
  const { localized } = useFormat();
  const can = useCan();
  const ask = useAsk();
  const navigate = useNavigate();
  const tag = useQuery(tagQuery(tagId));
  const [open, setOpen] = useState<'edit' | 'merge' | 'split'>();
  const data = tag.data;
  const isEditable = data !== undefined && includesLevel(data.level, 'edit');
  return (
    <div className={page.page}>
      <PageHeader
        title={data ? localized(data.name) : t('title')}
        before={
          <Link to="/tags" aria-label={t('back')} className={styles.back}>
            <ArrowLeft size={16} aria-hidden />
          </Link>
        }
        extra={
          data && (
            <>
              {!isEditable && ask && (
                <Button onClick={() => ask(data, 'use')} data-testid="ask-tag">
                  {t('ask')}
                </Button>
              )}
              {isEditable && can('delete', 'Tag') && (
                <>
                  <DeleteButton tag={data} onDeleted={() => void navigate({ to: '/tags' })} />
                  <Button onClick={() => setOpen('merge')} data-testid="merge-tag">
                    {t('merge')}
                  </Button>
                  {data.values.length > 1 && (
                    <Button onClick={() => setOpen('split')} data-testid="split-tag">
                      {t('split')}
                    </Button>
                  )}
                </>
              )}
              {isEditable && can('update', 'Tag') && (
                <Button type="primary" onClick={() => setOpen('edit')} data-testid="edit-tag">
                  {t('edit')}
                </Button>
              )}
            </>
          )
        }
      />
      {tag.isPending && <Skeleton active paragraph={{ rows: 12 }} />}
      {tag.isError && <ErrorNotice error={tag.error} onRetry={() => void tag.refetch()} />}
      {data && (
        <>
          <TagBand tag={data} levelNote={<LevelNote tag={data} />} />
          <div className={styles.columns}>
            <MeaningCard tag={data} />
            <NumbersCard tag={data} />
          </div>
          <LineageCard tag={data} />
          <div className={styles.columns}>
            <VersionsCard tag={data} />
            <div className={styles.stack}>
              <UsesCard tagId={data.id} />
              {shares}
              <Glossary tag={data} />
            </div>
          </div>
        </>
      )}
      {open === 'edit' && <Editor tagId={tagId} onClose={() => setOpen(undefined)} />}
      {open === 'split' && data && <SplitDialog tag={data} onClose={() => setOpen(undefined)} />}
      {open === 'merge' && data && <MergeDialog tag={data} onClose={() => setOpen(undefined)} />}
    </div>
  );
}
