/** What a value is, as far as masking goes; the kinds of tags and of facts are among them. */
export const MASK_KINDS = [
  'text',
  'name',
  'phone',
  'email',
  'id_number',
  'bank_card',
  'address',
  'number',
  'date',
  'flag',
  'boolean',
  'one_of',
  'many_of',
  'set',
] as const;
export type MaskKind = (typeof MASK_KINDS)[number];

/**
 * How much of a value stays:
 * - `none`: all of it;
 * - `full`: nothing, not even how long it is;
 * - `partial`: what the kind allows: 张**, 138****1234, z***@x.com, a power of ten, the month;
 * - `range`: between which two of the ascending bounds a number is, the lower one included;
 * - `magnitude`: between which powers of ten a number is;
 * - `month`, `year`: of a date.
 */
export type MaskRule =
  | { readonly method: 'none' | 'full' | 'partial' | 'magnitude' | 'month' | 'year' }
  | { readonly method: 'range'; readonly bounds: readonly number[] };

/** What stands for a value of which nothing is shown. */
export const MASKED = '•••';
