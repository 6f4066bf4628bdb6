/**
 * One invoice of one customer.
 * @typedef {{ invoice: string, customer: string, localTime: string, amount: number, quantity: number, products: string[], country: string }} Order
 */

/** The API takes at most this many items of a list property. */
const MAX_PRODUCTS = 1000;

/** Adds up order lines by invoice and customer. */
export function createGrouping() {
  /** @type {Map<string, { invoice: string, customer: string, localTime: string, pence: number, quantity: number, products: Set<string>, country: string }>} */
  const groups = new Map();
  return {
    /** @param {string[]} line in the order of the file's columns @returns {boolean} false: it names no customer */
    add([invoice, product, , quantity, localTime, price, customer, country]) {
      if (!customer || customer === 'NA') return false;
      const key = `${invoice}:${customer}`;
      let group = groups.get(key);
      if (!group) {
        group = {
          invoice,
          customer,
          localTime,
          pence: 0,
          quantity: 0,
          products: new Set(),
          country,
        };
        groups.set(key, group);
      }
      // The file's prices have up to three decimals; sums are rounded once, at the end.
      group.pence += Number(quantity) * Number(price) * 100;
      group.quantity += Number(quantity);
      group.products.add(product);
      return true;
    },
    /** @returns {Order[]} by time */
    orders() {
      return [...groups.values()]
        .map(({ pence, products, ...order }) => ({
          ...order,
          amount: Math.round(pence) / 100,
          products: [...products].slice(0, MAX_PRODUCTS),
        }))
        .sort((a, b) => (a.localTime < b.localTime ? -1 : a.localTime > b.localTime ? 1 : 0));
    },
  };
}
