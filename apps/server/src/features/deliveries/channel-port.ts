/** A message for a customer, on its way to a channel. `at` is epoch milliseconds. */
export interface Material {
  /** Stable over retries: an adapter that has sent it before says so again instead of sending twice. */
  deliveryId: string;
  customerId: string;
  title: string;
  text: string;
  url: string | null;
  flowName: string;
  at: number;
}

/** What the channel answered. A refusal is final; for anything passing the adapter throws, and it is tried again. */
export type ChannelReceipt = { accepted: true; receipt: Record<string, unknown> } | { accepted: false; error: string };

/** How material leaves for a channel. */
export interface ChannelPort {
  send(material: Material): Promise<ChannelReceipt>;
}

/** Injection token of the {@link ChannelPort}. */
export const CHANNEL_PORT = Symbol('ChannelPort');
