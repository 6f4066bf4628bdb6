export const CHANNEL = 'shop';

/** The shop's campaigns, by the local days of a year on which they run. */
const CAMPAIGNS = [
  { name: '618', from: '06-01', to: '06-20' },
  { name: '双11', from: '11-01', to: '11-11' },
];

/** @param {string} instant with the offset of the shop, so that it begins with the local day */
function campaignOn(instant) {
  const day = instant.slice(5, 10);
  return CAMPAIGNS.find(({ from, to }) => from <= day && day <= to)?.name;
}

/**
 * @param {import('./group-lines.mjs').Order} order
 * @param {(localTime: string) => string} toInstant
 */
export function orderEvent({ invoice, customer, localTime, amount, quantity, products, country }, toInstant) {
  const occurredAt = toInstant(localTime);
  const campaign = campaignOn(occurredAt);
  return {
    id: `${invoice}:${customer}`,
    source: 'online-retail',
    type: invoice.startsWith('C') ? 'order_returned' : 'order_paid',
    occurredAt,
    customer: { channel: CHANNEL, externalId: customer },
    properties: { invoice, amount, quantity, products, country, ...(campaign && { campaign }) },
  };
}
