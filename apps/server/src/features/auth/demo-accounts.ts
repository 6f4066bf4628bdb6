import type { Role } from '@tagloom/contracts';

export interface DemoAccount {
  email: string;
  name: string;
  role: Role;
  department: string | null;
}

/** The demo's well-known people, one of each role. They exist only where the demo was loaded. */
export const DEMO_PASSWORD = 'tagloom-demo-2026';
export const DEMO_ACCOUNTS: readonly DemoAccount[] = [
  { email: 'admin@tagloom.demo', name: '管理员 陈晓', role: 'admin', department: null },
  { email: 'designer@tagloom.demo', name: '林悦', role: 'designer', department: '市场部' },
  { email: 'agent@tagloom.demo', name: '周宁', role: 'agent', department: '客服部' },
  { email: 'compliance@tagloom.demo', name: '沈律', role: 'compliance', department: '合规部' },
  { email: 'viewer@tagloom.demo', name: '何川', role: 'viewer', department: '销售部' },
];
