import type { LocalTagName, TagDetail } from '@tagloom/contracts';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan, useMe } from '@/platform/auth';
import { useFormat } from '@/platform/format';
import page from '@/platform/ui/page.module.css';
import styles from '../tag-page.module.css';
import { GlossaryDialog } from './glossary-dialog';

/** What departments call the tag beside its official name. One's own name is one's own to set. */
export function Glossary({ tag }: { tag: TagDetail }) {
  const { t } = useTranslation(['tagPage', 'common']);
  const { localized } = useFormat();
  const { department } = useMe();
  const can = useCan();
  const [open, setOpen] = useState<LocalTagName | 'new'>();
  const mayName = can('update', 'Tag');
  const isOwn = ({ departmentId }: LocalTagName): boolean => department === null || department.id === departmentId;
  const hasOwn = department !== null && tag.localNames.some(({ departmentId }) => departmentId === department.id);
  return (
    <section className={page.card} data-testid="tag-glossary">
      <div className={page.head}>
        <h2 className={page.heading}>{t('glossary')}</h2>
        {mayName && !hasOwn && (
          <Button onClick={() => setOpen('new')} data-testid="add-local-name">
            {t('add_local_name')}
          </Button>
        )}
      </div>
      {tag.localNames.length === 0 && <p className={page.note}>{t('glossary_none')}</p>}
      <ul className={styles.rows}>
        {tag.localNames.map((local) => (
          <li key={local.departmentId}>
            <span className={styles.rowHead}>
              <span>
                <span className={page.note}>{local.departmentName}</span>{' '}
                <b className={page.name}>{t('quoted', { text: localized(local.name) })}</b>
              </span>
              {mayName && isOwn(local) && (
                <Button size="small" type="text" onClick={() => setOpen(local)}>
                  {t('common:edit')}
                </Button>
              )}
            </span>
            {local.meaning !== '' && <span className={page.note}>{local.meaning}</span>}
          </li>
        ))}
      </ul>
      {open && (
        <GlossaryDialog tag={tag} local={open === 'new' ? undefined : open} onClose={() => setOpen(undefined)} />
      )}
    </section>
  );
}
