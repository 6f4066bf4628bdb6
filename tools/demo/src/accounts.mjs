/** People of the demo, one of each role. The password is printed and shown at sign-in, so it is only good for a demo. */
const PASSWORD = 'tagloom-demo-2026';

export const DEPARTMENTS = [
  { key: 'marketing', name: '市场部' },
  { key: 'sales', name: '销售部' },
  { key: 'service', name: '客服部' },
  { key: 'compliance', name: '合规部' },
];

export const ACCOUNTS = [
  { email: 'admin@tagloom.demo', name: '管理员 陈晓', role: 'admin', department: null },
  { email: 'designer@tagloom.demo', name: '林悦', role: 'designer', department: 'marketing' },
  { email: 'agent@tagloom.demo', name: '周宁', role: 'agent', department: 'service' },
  { email: 'compliance@tagloom.demo', name: '沈律', role: 'compliance', department: 'compliance' },
  { email: 'viewer@tagloom.demo', name: '何川', role: 'viewer', department: 'sales' },
].map((account) => ({ ...account, password: PASSWORD }));
