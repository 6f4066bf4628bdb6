import type { RfmPart } from '@tagloom/contracts';
import { RFM_CELLS, RFM_QUADRANTS } from './rfm-cells.js';

/** The three numbers of a customer, or the three cut points; null and undefined are unknown. */
export interface RfmNumbers {
  /** In days; the only one of which less is better. */
  recency?: number | null | undefined;
  frequency?: number | null | undefined;
  monetary?: number | null | undefined;
}

const side = (
  value: number | null | undefined,
  cut: number | null | undefined,
  isHigh: (a: number, b: number) => boolean,
) => (value === null || value === undefined || cut === null || cut === undefined ? undefined : isHigh(value, cut));
const atMost = (a: number, b: number) => a <= b;
const atLeast = (a: number, b: number) => a >= b;

/**
 * A part of an RFM model for one customer: on the good side of a cut (a value on the cut is), or the key of the cell or
 * quadrant. Undefined when a number or a cut that the part needs is unknown.
 */
export function rfmValue(part: RfmPart, values: RfmNumbers, cuts: RfmNumbers): boolean | string | undefined {
  const recency = side(values.recency, cuts.recency, atMost);
  const frequency = side(values.frequency, cuts.frequency, atLeast);
  const monetary = side(values.monetary, cuts.monetary, atLeast);
  switch (part) {
    case 'recency':
      return recency;
    case 'frequency':
      return frequency;
    case 'monetary':
      return monetary;
    case 'quadrant':
      return RFM_QUADRANTS.find((cell) => cell.recency === recency && cell.monetary === monetary)?.value;
    case 'cell':
      return RFM_CELLS.find(
        (cell) => cell.recency === recency && cell.frequency === frequency && cell.monetary === monetary,
      )?.value;
  }
}
