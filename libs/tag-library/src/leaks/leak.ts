export const LEAK_KINDS = [
  'email',
  'id_number',
  'bank_card',
  'mobile',
  'phone',
  'passport',
  'wechat',
  'qq',
  'ip_address',
  'address',
] as const;
/**
 * `mobile`: a Chinese mobile number; `phone`: a landline or a number of another country; `id_number`: of the Chinese
 * identity card.
 */
export type LeakKind = (typeof LEAK_KINDS)[number];

/** Something in a text by which a person can be found or reached. */
export interface Leak {
  readonly kind: LeakKind;
  /** In UTF-16 units of the text as it was given, as `slice` counts. */
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
  /** Enough for the author to find it, too little for anybody else: `138****00`. */
  readonly excerpt: string;
}

/** A find in the folded text; `end` is exclusive. */
export interface Find {
  readonly kind: LeakKind;
  readonly start: number;
  readonly end: number;
}
