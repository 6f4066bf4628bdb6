const number = (/** @type {number} */ value) => value.toLocaleString('en');

export const en = {
  noKey: (/** @type {string} */ usage) => `no API key: give --key or set TAGLOOM_ADMIN_KEY\n${usage}`,
  basics: (/** @type {number} */ tags) => `departments, users and ${tags} tags are there`,
  reading: 'reading the order lines',
  read: (/** @type {number} */ lines) => `read ${number(lines)} lines`,
  profiles: 'profiles',
  orders: 'orders',
  /** @param {{ what: string, done: number, all: number, rate: number, left: number }} progress */
  sent: ({ what, done, all, rate, left }) =>
    `${what}: ${number(done)} of ${number(all)}, ${number(rate)}/s, ${left} s left`,
  rejectedEvent: (/** @type {string} */ id, /** @type {string} */ reason) => `rejected ${id}: ${reason}`,
  evaluating: (/** @type {number} */ events, /** @type {number} */ metrics) =>
    `evaluating: ${number(events)} events and ${metrics} metrics to go`,
  published: (/** @type {string} */ flow, /** @type {number} */ changed) =>
    `published «${flow}»: ${number(changed)} tags changed`,
  /** @param {{ lines: number, customers: number, accepted: number, duplicates: number, rejected: number }} total */
  total: ({ lines, customers, accepted, duplicates, rejected }) =>
    `${number(lines)} order lines of ${number(customers)} customers: ${number(accepted)} events accepted, ${number(duplicates)} known already, ${rejected} rejected`,
  rejectedLines: (/** @type {number} */ lines, /** @type {string} */ file) =>
    `${number(lines)} lines name no customer and were rejected: ${file}, also at GET /api/v1/demo/rejected-lines`,
};
