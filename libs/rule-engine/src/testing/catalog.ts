import type { Catalog, FactDefinition, RfmPart } from '@tagloom/contracts';
import { rfmOptions } from '../rfm/rfm-cells.js';

/** Facts of one RFM model over the metrics of the catalog. */
function rfm(part: RfmPart, zh: string, en: string): FactDefinition {
  const options = rfmOptions(part);
  return {
    name: `rfm.shop_${part}`,
    type: options ? 'text' : 'boolean',
    source: 'rfm',
    label: { 'zh-CN': zh, en },
    changesDaily: true,
    ...(options && { options }),
    column: {
      kind: 'rfm',
      part,
      recency: { column: { kind: 'daysSince', name: 'm_3' }, cut: 30 },
      frequency: { column: { kind: 'column', name: 'm_1' }, cut: 2 },
      monetary: { column: { kind: 'column', name: 'm_2' }, cut: 2.5 },
    },
  };
}

/** A small catalog with facts of every type and source, for tests. */
export const catalog: Catalog = {
  facts: [
    {
      name: 'metric.orders_90d',
      type: 'number',
      source: 'metric',
      label: { 'zh-CN': '近 90 天订单数', en: 'Orders in 90 days' },
      unit: { 'zh-CN': '笔', en: 'orders' },
      column: { kind: 'column', name: 'm_1' },
    },
    {
      name: 'metric.spend',
      type: 'number',
      source: 'metric',
      label: { 'zh-CN': '累计消费', en: 'Total spend' },
      unit: { 'zh-CN': '元', en: 'yuan' },
      column: { kind: 'column', name: 'm_2' },
    },
    {
      name: 'metric.days_since_order',
      type: 'number',
      source: 'metric',
      label: { 'zh-CN': '距上次下单', en: 'Days since last order' },
      unit: { 'zh-CN': '天', en: 'days' },
      changesDaily: true,
      column: { kind: 'daysSince', name: 'm_3' },
    },
    {
      name: 'profile.city',
      type: 'text',
      source: 'profile',
      label: { 'zh-CN': '城市', en: 'City' },
      column: { kind: 'column', name: 'p_city' },
    },
    {
      name: 'profile.birthday',
      type: 'date',
      source: 'profile',
      label: { 'zh-CN': '生日', en: 'Birthday' },
      column: { kind: 'column', name: 'p_birthday' },
    },
    {
      name: 'profile.subscribed',
      type: 'boolean',
      source: 'profile',
      label: { 'zh-CN': '已订阅', en: 'Subscribed' },
      column: { kind: 'column', name: 'p_subscribed' },
    },
    {
      name: 'profile.hobbies',
      type: 'set',
      source: 'profile',
      label: { 'zh-CN': '爱好', en: 'Hobbies' },
      column: { kind: 'column', name: 'p_hobbies' },
    },
    {
      name: 'event.amount',
      type: 'number',
      source: 'event',
      label: { 'zh-CN': '订单金额', en: 'Order amount' },
      eventTypes: ['order_paid'],
    },
    {
      name: 'metric.days_since_visit',
      type: 'number',
      source: 'metric',
      label: { 'zh-CN': '距上次到访', en: 'Days since last visit' },
      unit: { 'zh-CN': '天', en: 'days' },
      changesDaily: true,
      column: { kind: 'daysSince', name: 'm_4', timeZone: 'America/New_York' },
    },
    {
      name: 'metric.days_since_login',
      type: 'number',
      source: 'metric',
      label: { 'zh-CN': '距上次登录', en: 'Days since last login' },
      unit: { 'zh-CN': '天', en: 'days' },
      changesDaily: true,
      column: { kind: 'daysSince', name: 'm_5', timeZone: 'customer' },
    },
    rfm('recency', '近期活跃', 'Recently active'),
    rfm('cell', 'RFM 分层', 'RFM cell'),
    rfm('quadrant', 'RFM 象限', 'RFM quadrant'),
    {
      name: 'tag.vip',
      type: 'boolean',
      source: 'tag',
      label: { 'zh-CN': '高价值', en: 'VIP' },
      column: { kind: 'tag', tagId: 1 },
    },
    {
      name: 'tag.level',
      type: 'text',
      source: 'tag',
      label: { 'zh-CN': '等级', en: 'Level' },
      column: { kind: 'tagValue', tagId: 2 },
    },
    {
      name: 'tag.topics',
      type: 'set',
      source: 'tag',
      label: { 'zh-CN': '关注话题', en: 'Topics' },
      column: { kind: 'tagValue', tagId: 3 },
    },
    {
      name: 'tag.points',
      type: 'number',
      source: 'tag',
      label: { 'zh-CN': '积分', en: 'Points' },
      column: { kind: 'tagValue', tagId: 4 },
    },
  ],
  tags: [
    { key: 'vip', name: { 'zh-CN': '高价值', en: 'VIP' }, kind: 'flag', category: 'value' },
    { key: 'new_mum', name: { 'zh-CN': '新手妈妈', en: 'New mum' }, kind: 'flag', category: 'basic' },
    { key: 'level', name: { 'zh-CN': '等级', en: 'Level' }, kind: 'one_of', category: 'value', values: ['金', '银'] },
    {
      key: 'topics',
      name: { 'zh-CN': '关注话题', en: 'Topics' },
      kind: 'many_of',
      category: 'preference',
      values: ['护肤', '母婴'],
    },
    { key: 'points', name: { 'zh-CN': '积分', en: 'Points' }, kind: 'number', category: 'value' },
  ],
  eventTypes: [
    { name: 'order_paid', label: { 'zh-CN': '下单', en: 'Order paid' } },
    { name: 'link_clicked', label: { 'zh-CN': '点击链接', en: 'Link clicked' } },
  ],
  profileFields: [
    { key: 'city', type: 'text', label: { 'zh-CN': '城市', en: 'City' } },
    { key: 'birthday', type: 'date', label: { 'zh-CN': '生日', en: 'Birthday' } },
    { key: 'time_zone', type: 'text', label: { 'zh-CN': '时区', en: 'Time zone' } },
  ],
  users: [{ id: '7', name: '张敏' }],
  departments: [{ id: '3', name: '客户成功' }],
  endpoints: [{ id: '5', name: '订单中心' }],
};
