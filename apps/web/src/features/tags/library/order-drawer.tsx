import { useMutation } from '@tanstack/react-query';
import type { Tag, TagGroup } from '@tagloom/contracts';
import { App, Button, Form } from 'antd';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '@/platform/api';
import { useFormat } from '@/platform/format';
import { FormDrawer } from '@/platform/ui/form-drawer';
import { useTagsChanged } from '../tags-queries';
import styles from './library.module.css';

interface OrderDrawerProps {
  group: TagGroup;
  /** Those of the group, in their present order. */
  tags: readonly Tag[];
  onClose: () => void;
}

/** Who goes first in an exclusive group. Buttons, and Alt with the arrow keys on them, move a tag. */
export function OrderDrawer({ group, tags, onClose }: OrderDrawerProps) {
  const { t } = useTranslation(['tags', 'ui']);
  const { localized } = useFormat();
  const { message } = App.useApp();
  const tagsChanged = useTagsChanged();
  const [form] = Form.useForm<object>();
  const [order, setOrder] = useState(tags);
  const title = t('order_title', { name: localized(group.name) });
  const save = useMutation({
    mutationFn: () => api.put<Tag[]>(`/tag-groups/${group.id}/order`, { tagIds: order.map(({ id }) => id) }),
    onSuccess: () => {
      void message.success(t('order_saved'));
      void tagsChanged();
      onClose();
    },
  });
  const move = (from: number, to: number) => {
    if (to < 0 || to >= order.length) return;
    setOrder(order.toSpliced(from, 1).toSpliced(to, 0, order[from]));
  };
  const onKeyDown = (event: KeyboardEvent, from: number) => {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!event.altKey || step === undefined) return;
    event.preventDefault();
    move(from, from + step);
  };
  return (
    <FormDrawer
      title={title}
      failure={title}
      form={form}
      initial={{}}
      pending={save.isPending}
      error={save.error}
      testId="save-order"
      onSubmit={() => save.mutate()}
      onClose={onClose}
    >
      <p className={styles.orderHint}>{t('order_hint')}</p>
      <ol className={styles.order}>
        {order.map((tag, at) => {
          const name = localized(tag.name);
          return (
            <li key={tag.id} onKeyDown={(event) => onKeyDown(event, at)}>
              <span className={styles.rank}>{at + 1}</span>
              <span className={styles.orderName}>{name}</span>
              <Button
                icon={<ArrowUp size={14} aria-hidden />}
                aria-label={t('order_up', { name })}
                disabled={at === 0}
                onClick={() => move(at, at - 1)}
              />
              <Button
                icon={<ArrowDown size={14} aria-hidden />}
                aria-label={t('order_down', { name })}
                disabled={at === order.length - 1}
                onClick={() => move(at, at + 1)}
              />
            </li>
          );
        })}
      </ol>
    </FormDrawer>
  );
}
