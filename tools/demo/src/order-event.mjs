export const CHANNEL = 'shop';

/**
 * @param {import('./group-lines.mjs').Order} order
 * @param {(localTime: string) => string} toInstant
 */
export function orderEvent({ invoice, customer, localTime, amount, quantity, products, country }, toInstant) {
  return {
    id: `${invoice}:${customer}`,
    source: 'online-retail',
    type: invoice.startsWith('C') ? 'order_returned' : 'order_paid',
    occurredAt: toInstant(localTime),
    customer: { channel: CHANNEL, externalId: customer },
    properties: { invoice, amount, quantity, products, country },
  };
}
