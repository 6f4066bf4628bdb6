/** `total` of `total_other`: a text that depends on a count. */
type Counted<K> = K extends `${infer Base}_other` ? Base : never;

/**
 * The shape of a translation: every key of the Chinese texts, each a text. A missing or extra key does not compile.
 * Chinese has one form for every number (`total_other`); a translation owes the one for a single thing too (`total_one`).
 */
export type Translation<T> = {
  readonly [K in keyof T]: T[K] extends string ? string : Translation<T[K]>;
} & { readonly [K in Counted<keyof T> as `${K}_one`]: string };

/** A feature's texts in both languages. */
export interface Texts {
  zhCN: object;
  en: object;
}
