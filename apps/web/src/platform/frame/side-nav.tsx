import { Link, useLocation } from '@tanstack/react-router';
import {
  Activity,
  History,
  Home,
  ListChecks,
  MessageCircleQuestion,
  Network,
  Settings,
  Share2,
  ShieldCheck,
  Sigma,
  Tags,
  Users,
  Workflow,
  type LucideIcon,
} from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useCan } from '@/platform/auth';
import styles from './frame.module.css';

interface Place {
  to: string;
  text:
    | 'home'
    | 'customers'
    | 'suggestions'
    | 'tags'
    | 'sharing'
    | 'approvals'
    | 'flows'
    | 'metrics'
    | 'eventTypes'
    | 'runs'
    | 'history'
    | 'departments'
    | 'settings';
  icon: LucideIcon;
  /** The subject that one must be allowed to read. */
  reads?: string;
  /** A page of its own that belongs to this place. */
  also?: string;
}

/** How many wait for an answer there. */
export type Counts = Partial<Record<Place['text'], number>>;

const PLACES: Place[] = [
  { to: '/', text: 'home', icon: Home },
  { to: '/customers', text: 'customers', icon: Users, reads: 'Customer' },
  { to: '/suggestions', text: 'suggestions', icon: MessageCircleQuestion, reads: 'Suggestion' },
  { to: '/tags', text: 'tags', icon: Tags, reads: 'Tag' },
  { to: '/sharing', text: 'sharing', icon: Share2, reads: 'Share' },
  { to: '/approvals', text: 'approvals', icon: ShieldCheck, reads: 'Approval' },
  { to: '/flows', text: 'flows', icon: Workflow, reads: 'Flow', also: '/templates' },
  { to: '/metrics', text: 'metrics', icon: Sigma, reads: 'Metric' },
  { to: '/event-types', text: 'eventTypes', icon: Activity, reads: 'EventType' },
  { to: '/runs', text: 'runs', icon: ListChecks, reads: 'Run' },
  { to: '/history', text: 'history', icon: History, reads: 'Change' },
];

export function SideNav({ counts }: { counts: Counts }) {
  const { t } = useTranslation('frame');
  const can = useCan();
  return (
    <nav className={styles.nav} aria-label={t('navigation')}>
      <Link to="/" className={styles.logo} aria-label="Tagloom">
        <img src="/favicon.svg" width={32} height={32} alt="" />
      </Link>
      {PLACES.filter(({ reads }) => !reads || can('read', reads)).map((place) => (
        <NavLink key={place.to} {...place} count={counts[place.text]} />
      ))}
      <div className={styles.bottom}>
        {can('read', 'User') && <NavLink to="/departments" text="departments" icon={Network} />}
        <NavLink to="/settings" text="settings" icon={Settings} />
      </div>
    </nav>
  );
}

function NavLink({ to, text, icon: Icon, also, count = 0 }: Place & { count?: number }) {
  const { t } = useTranslation('frame');
  const isAlso = useLocation().pathname === also;
  return (
    <Link
      to={to}
      className={styles.link}
      activeOptions={{ exact: to === '/', includeSearch: false }}
      aria-current={isAlso ? 'page' : undefined}
    >
      <Icon size={18} strokeWidth={1.75} aria-hidden />
      {t(text)}
      {count > 0 && <span className={styles.count}>{count > 99 ? '99+' : count}</span>}
    </Link>
  );
}
