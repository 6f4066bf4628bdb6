import type { Translation } from '@/platform/i18n/translation';
import type { zhCN } from './zh-CN';

export const en: Translation<typeof zhCN> = {
  title: 'Sign in',
  language: 'Language',
  lead: 'Turns events into tags, each with its reason.',
  email: 'Email',
  password: 'Password',
  submit: 'Sign in',
  email_required: 'Enter your email',
  password_required: 'Enter your password',
  failed: 'Could not sign in',
  wrong_credentials: 'Email or password is wrong. Check both and try again.',
  too_many_attempts: 'Too many attempts. Try again in a few minutes.',
  demo_title: 'Demo accounts, one click fills the form',
  everywhere: 'Company',
  and: ', ',
  role_admin: 'Administrator',
  role_designer: 'Rule designer',
  role_agent: 'Agent',
  role_compliance: 'Compliance',
  role_viewer: 'Viewer',
};
