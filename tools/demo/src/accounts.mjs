/** People of the demo, one of each role. The password is printed, so it is only good for a demo. */
const PASSWORD = 'tagloom-demo-1';

export const DEPARTMENTS = [
  { key: 'marketing', name: '市场部' },
  { key: 'sales', name: '销售部' },
  { key: 'service', name: '客服部' },
  { key: 'compliance', name: '合规部' },
];

export const ACCOUNTS = [
  { email: 'admin@tagloom.demo', name: '周敏', role: 'admin', department: null },
  { email: 'chen@tagloom.demo', name: '陈晨', role: 'designer', department: 'marketing' },
  { email: 'lin@tagloom.demo', name: '林悦', role: 'agent', department: 'service' },
  { email: 'wu@tagloom.demo', name: '吴桐', role: 'compliance', department: 'compliance' },
  { email: 'zhao@tagloom.demo', name: '赵航', role: 'viewer', department: 'sales' },
].map((account) => ({ ...account, password: PASSWORD }));
