import { useQuery } from '@tanstack/react-query';
import { Badge, Button } from 'antd';
import { Bell } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { InboxDrawer } from './inbox-drawer';
import { unreadQuery } from './inbox-query';

/** In the top bar of every page: how many messages are unread, and the way to them. */
export function InboxBell() {
  const { t } = useTranslation('inbox');
  const [open, setOpen] = useState(false);
  const unread = useQuery(unreadQuery).data ?? 0;
  return (
    <>
      <Badge count={unread} size="small" offset={[-4, 4]}>
        <Button
          type="text"
          icon={<Bell size={18} />}
          aria-label={t('bell', { count: unread })}
          title={t('title')}
          data-testid="inbox-bell"
          onClick={() => setOpen(true)}
        />
      </Badge>
      {open && <InboxDrawer onClose={() => setOpen(false)} />}
    </>
  );
}
