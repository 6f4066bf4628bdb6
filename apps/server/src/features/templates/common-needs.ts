import type { BundleEventType, MetricDefinition } from '@tagloom/contracts';
import { text } from './story.js';

/** Definitions that several stories share. Where the demo data is loaded they are there already, and are reused. */
const PAID = ['order_paid'];
export const LIFETIME: MetricDefinition['window'] = { kind: 'lifetime' };
/** So many full local days before today, plus today so far. */
export const lastDays = (amount: number): MetricDefinition['window'] => ({ kind: 'rolling', amount, unit: 'day' });
export const TIMES = text('次', 'times');

export const orderPaid: BundleEventType = {
  name: 'order_paid',
  label: text('下单付款', 'Order paid'),
  properties: [{ name: 'amount', type: 'number', label: text('金额', 'Amount') }],
};
export const loggedIn: BundleEventType = { name: 'logged_in', label: text('登录', 'Logged in'), properties: [] };
export const messageReceived: BundleEventType = {
  name: 'message_received',
  label: text('发来消息', 'Message received'),
  properties: [{ name: 'text', type: 'text', label: text('消息内容', 'Text of the message') }],
};

export const daysSinceFirstOrder: MetricDefinition = {
  key: 'days_since_first_order',
  name: text('距首次下单', 'Days since first order'),
  eventTypes: PAID,
  aggregation: 'days_since_first',
  window: LIFETIME,
};
export const daysSinceLastOrder: MetricDefinition = {
  key: 'days_since_last_order',
  name: text('距上次下单', 'Days since last order'),
  eventTypes: PAID,
  aggregation: 'days_since_last',
  window: LIFETIME,
};
export const orders365d: MetricDefinition = {
  key: 'orders_365d',
  name: text('近一年下单次数', 'Orders in a year'),
  eventTypes: PAID,
  aggregation: 'count',
  window: lastDays(365),
  unit: TIMES,
};
export const spend365d: MetricDefinition = {
  key: 'spend_365d',
  name: text('近一年消费额', 'Spend in a year'),
  eventTypes: PAID,
  aggregation: 'sum',
  property: 'amount',
  window: lastDays(365),
};
