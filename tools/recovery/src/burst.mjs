const SENDERS = 4;
const PEOPLE = 200;

/**
 * One event for each person of a sender. Amounts alternate from step to step, so that every event flips the tag: the
 * history of a person tells how often, and in which order, their events were evaluated.
 *
 * @param {number} sender
 * @param {number} step
 */
export const stepOf = (sender, step) =>
  Array.from({ length: PEOPLE }, (_, person) => ({
    id: `${sender}-${step}-${person}`,
    source: 'burst',
    type: 'order_paid',
    occurredAt: '2026-01-05T10:00:00Z',
    customer: { channel: 'shop', externalId: `burst-${sender}-${person}` },
    properties: { amount: step % 2 === 0 ? 900 : 1 },
  }));

/** The sender of a person. @param {string} externalId */
export const senderOf = (externalId) => Number(externalId.split('-')[1]);

/**
 * Sends until the server is gone, each sender one step after the other.
 *
 * @param {{ url: string, key: string }} server
 */
export function startBurst({ url, key }) {
  /** Steps that were answered, by sender. @type {number[]} */
  const acknowledged = Array(SENDERS).fill(0);
  const send = async (/** @type {number} */ sender) => {
    for (;;) {
      const response = await fetch(`${url}/api/v1/events`, {
        method: 'POST',
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
        body: JSON.stringify({ events: stepOf(sender, acknowledged[sender]) }),
      });
      if (response.status === 202) acknowledged[sender] += 1;
      await response.arrayBuffer();
      if (response.status === 429) await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  // A connection that breaks is the end of the burst, and meant to be.
  const ended = Promise.all(acknowledged.map((_, sender) => send(sender).catch(() => undefined)));
  return { acknowledged, ended };
}
