import type { Duration, Locale } from '@tagloom/contracts';

type Unit = Duration['unit'];
const pair = (before: string, after: string): [string, string] => [before, after];

const ZH_UNITS: Record<Unit, string> = {
  minute: '分钟',
  hour: '小时',
  day: '天',
  week: '周',
  month: '个月',
  year: '年',
};

/** The words of actions, by language. Pairs stand around a name. */
const ZH = {
  duration: ({ amount, unit }: Duration) => `${amount} ${ZH_UNITS[unit]}`,
  addTag: '打上',
  removeTag: '移除',
  setTag: pair('把', '设为'),
  proposeTag: pair('请人确认后打上', ''),
  proposeValue: pair('请人确认后把', '设为'),
  note: pair('（说明：', '）'),
  setField: pair('把资料', '改为'),
  assign: pair('把客户分配给', ''),
  notify: pair('通知', '：'),
  sendMaterial: '给客户发送',
  webhook: '调用接口',
  emit: '触发导入的动作',
  user: pair('', ''),
  department: pair('', '部门'),
  role: pair('', '角色的同事'),
  roles: { admin: '管理员', designer: '规则设计', agent: '客服', compliance: '合规', viewer: '只读' } as Record<
    string,
    string
  >,
  leave: { addTag: '条件不再成立时移除', removeTag: '条件不再成立时恢复', setTag: '条件不再成立时清除' },
  hold: {
    addTag: pair('，但至少保留 ', ''),
    removeTag: pair('，但至少等 ', ''),
    setTag: pair('，但至少保留 ', ''),
  },
  once: '仅首次',
  every: '每次都重新生效',
  validFor: pair('，', '后失效'),
  effectOnce: '每位客户仅一次',
  effectEvery: '每次',
  audience: {
    start: '只适用于',
    include: '有标签',
    exclude: '没有标签',
    or: '或',
    nor: '和',
    and: '、且',
    end: '的客户。',
  },
  zone: {
    department: '日期按部门所在时区计算。',
    customer: '日期按客户所在时区计算。',
    named: (name: string) => `日期按 ${name} 时区计算。`,
  },
  open: '（',
  close: '）',
  then: '；',
  comma: '，',
};
const EN: typeof ZH = {
  duration: ({ amount, unit }) => `${amount} ${unit}${amount === 1 ? '' : 's'}`,
  addTag: 'add ',
  removeTag: 'remove ',
  setTag: ['set ', ' to '],
  proposeTag: ['suggest adding ', ', for someone to accept'],
  proposeValue: ['suggest setting ', ' to '],
  note: [' (note: ', ')'],
  setField: ['change the field ', ' to '],
  assign: ['hand the customer to ', ''],
  notify: ['tell ', ': '],
  sendMaterial: 'send the customer ',
  webhook: 'call the endpoint ',
  emit: 'fire the imported action ',
  user: ['', ''],
  department: ['the department ', ''],
  role: ['everyone with the role ', ''],
  roles: {
    admin: 'Administrator',
    designer: 'Rule designer',
    agent: 'Agent',
    compliance: 'Compliance',
    viewer: 'Viewer',
  },
  leave: {
    addTag: 'remove it when the condition no longer holds',
    removeTag: 'give it back when the condition no longer holds',
    setTag: 'clear it when the condition no longer holds',
  },
  hold: {
    addTag: [', but keep it for at least ', ''],
    removeTag: [', but not before ', ' have passed'],
    setTag: [', but keep it for at least ', ''],
  },
  once: 'the first time only',
  every: 'anew every time',
  validFor: [', for ', ''],
  effectOnce: 'once per customer',
  effectEvery: 'every time',
  audience: {
    start: 'Only for customers ',
    include: 'who have ',
    exclude: 'who do not have ',
    or: ' or ',
    nor: ' or ',
    and: ' and ',
    end: '.',
  },
  zone: {
    department: 'Days are counted in the department’s time zone.',
    customer: 'Days are counted in the customer’s own time zone.',
    named: (name) => `Days are counted in the time zone ${name}.`,
  },
  open: ' (',
  close: ')',
  then: '; ',
  comma: ', ',
};

export type ActionWords = typeof ZH;
export const actionWordsOf = (locale: Locale): ActionWords => (locale === 'zh-CN' ? ZH : EN);
