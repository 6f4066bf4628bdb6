/** A flow where json-rules-engine and the compiled plan differ: nothing is written for it, and people are told. */
export interface Disagreement {
  flowId: number;
  version: number;
  customerId: string;
  plan: string[];
  authority: string[];
}

/** Flows that went on asking each other: the step ended with what they had said by then. */
export interface HopFuse {
  customerId: string;
  flowIds: number[];
}
