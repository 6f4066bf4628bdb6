/**
 * Departments and people of the demo, the first five one of each role. The password is printed and shown at sign-in, so it is
 * only good for a demo.
 */
const PASSWORD = 'tagloom-demo-2026';

/** Whatever is below another one comes after it. */
export const DEPARTMENTS = [
  { key: 'marketing', name: '市场部' },
  { key: 'sales', name: '销售部' },
  { key: 'service', name: '客服部' },
  { key: 'compliance', name: '合规部' },
  { key: 'campaigns', name: '活动组', above: 'marketing' },
  { key: 'members', name: '会员组', above: 'marketing' },
  { key: 'east', name: '华东', above: 'sales' },
  { key: 'south', name: '华南', above: 'sales' },
];

/** A role in a department, by its key; without one, in the whole organisation. The first is what one acts as. */
const at = (/** @type {string | null} */ department, /** @type {string} */ role) => ({ department, role });
export const ACCOUNTS = [
  { email: 'admin@tagloom.demo', name: '管理员 陈晓', roles: [at(null, 'admin')] },
  { email: 'designer@tagloom.demo', name: '林悦', roles: [at('marketing', 'designer')] },
  { email: 'agent@tagloom.demo', name: '周宁', roles: [at('service', 'agent')] },
  {
    email: 'compliance@tagloom.demo',
    name: '沈律',
    roles: [at(null, 'compliance'), at('compliance', 'compliance')],
  },
  { email: 'viewer@tagloom.demo', name: '何川', roles: [at('sales', 'viewer')] },
  { email: 'service@tagloom.demo', name: '许诺', roles: [at('service', 'designer')] },
  { email: 'sales@tagloom.demo', name: '郑岚', roles: [at('sales', 'designer')] },
  { email: 'both@tagloom.demo', name: '唐果', roles: [at('marketing', 'designer'), at('service', 'agent')] },
].map((account) => ({ ...account, role: account.roles[0].role, password: PASSWORD }));

/** What a department is called. @param {string | null} key */
export const departmentName = (key) => DEPARTMENTS.find((department) => department.key === key)?.name ?? null;
