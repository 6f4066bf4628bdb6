/** Lanes order the events of a customer and let several workers share the load. The `lanes` table has a row for each. */
export const LANES = 2;

export function laneOf(customerId: string): number {
  return Number(BigInt(customerId) % BigInt(LANES));
}
