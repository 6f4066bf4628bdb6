/** The shape of a translation: every key of the Chinese texts, each a text. A missing or extra key does not compile. */
export type Translation<T> = { readonly [K in keyof T]: T[K] extends string ? string : Translation<T[K]> };

/** A feature's texts in both languages. */
export interface Texts {
  zhCN: object;
  en: object;
}
