import { Link } from '@tanstack/react-router';
import {
  Activity,
  History,
  Home,
  ListChecks,
  MessageCircleQuestion,
  Settings,
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
    | 'flows'
    | 'metrics'
    | 'eventTypes'
    | 'runs'
    | 'history'
    | 'settings';
  icon: LucideIcon;
  /** The subject that one must be allowed to read. */
  reads?: string;
}

const PLACES: Place[] = [
  { to: '/', text: 'home', icon: Home },
  { to: '/customers', text: 'customers', icon: Users, reads: 'Customer' },
  { to: '/suggestions', text: 'suggestions', icon: MessageCircleQuestion, reads: 'Suggestion' },
  { to: '/tags', text: 'tags', icon: Tags, reads: 'Tag' },
  { to: '/flows', text: 'flows', icon: Workflow, reads: 'Flow' },
  { to: '/metrics', text: 'metrics', icon: Sigma, reads: 'Metric' },
  { to: '/event-types', text: 'eventTypes', icon: Activity, reads: 'EventType' },
  { to: '/runs', text: 'runs', icon: ListChecks, reads: 'Run' },
  { to: '/history', text: 'history', icon: History, reads: 'Change' },
];

export function SideNav({ openSuggestions }: { openSuggestions: number }) {
  const { t } = useTranslation('frame');
  const can = useCan();
  return (
    <nav className={styles.nav} aria-label={t('navigation')}>
      <Link to="/" className={styles.logo} aria-label="Tagloom">
        <img src="/favicon.svg" width={32} height={32} alt="" />
      </Link>
      {PLACES.filter(({ reads }) => !reads || can('read', reads)).map((place) => (
        <NavLink key={place.to} {...place} count={place.text === 'suggestions' ? openSuggestions : 0} />
      ))}
      <div className={styles.bottom}>
        <NavLink to="/settings" text="settings" icon={Settings} />
      </div>
    </nav>
  );
}

function NavLink({ to, text, icon: Icon, count = 0 }: Place & { count?: number }) {
  const { t } = useTranslation('frame');
  return (
    <Link to={to} className={styles.link} activeOptions={{ exact: to === '/', includeSearch: false }}>
      <Icon size={18} strokeWidth={1.75} aria-hidden />
      {t(text)}
      {count > 0 && <span className={styles.count}>{count > 99 ? '99+' : count}</span>}
    </Link>
  );
}
