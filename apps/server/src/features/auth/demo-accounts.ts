import type { Role } from '@tagloom/contracts';

export interface DemoAccount {
  email: string;
  name: string;
  /** What one acts as first. A department of null is the whole organisation. */
  roles: readonly { role: Role; department: string | null }[];
}

/** The demo's well-known people. They exist only where the demo was loaded. */
export const DEMO_PASSWORD = 'tagloom-demo-2026';
export const DEMO_ACCOUNTS: readonly DemoAccount[] = [
  { email: 'admin@tagloom.demo', name: '管理员 陈晓', roles: [{ role: 'admin', department: null }] },
  { email: 'designer@tagloom.demo', name: '林悦', roles: [{ role: 'designer', department: '市场部' }] },
  { email: 'agent@tagloom.demo', name: '周宁', roles: [{ role: 'agent', department: '客服部' }] },
  {
    email: 'compliance@tagloom.demo',
    name: '沈律',
    roles: [
      { role: 'compliance', department: null },
      { role: 'compliance', department: '合规部' },
    ],
  },
  { email: 'viewer@tagloom.demo', name: '何川', roles: [{ role: 'viewer', department: '销售部' }] },
  { email: 'service@tagloom.demo', name: '许诺', roles: [{ role: 'designer', department: '客服部' }] },
  { email: 'sales@tagloom.demo', name: '郑岚', roles: [{ role: 'designer', department: '销售部' }] },
  {
    email: 'both@tagloom.demo',
    name: '唐果',
    roles: [
      { role: 'designer', department: '市场部' },
      { role: 'agent', department: '客服部' },
    ],
  },
];
