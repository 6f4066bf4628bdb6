import type { TagCategory } from '@tagloom/contracts';

/** How tags may be called. What is left out takes the value of {@link DEFAULT_NAME_RULES}. */
export interface NameRules {
  /** Characters as a reader counts them. */
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly allowEmoji?: boolean;
  /** In any case, width or spelling with spaces; English words as whole words. */
  readonly forbiddenWords?: readonly string[];
  /**
   * The forms that names of a category may have, one of which must fit: `*` stands for at least one character, everything
   * else for itself. `价值-*` asks for a prefix. A category without forms is free.
   */
  readonly patterns?: Partial<Record<TagCategory, readonly string[]>>;
}

export const DEFAULT_NAME_RULES: Required<NameRules> = {
  minLength: 1,
  maxLength: 30,
  allowEmoji: false,
  forbiddenWords: [],
  patterns: {},
};

export const NAME_PROBLEM_CODES = [
  'empty',
  'too_short',
  'too_long',
  'outer_space',
  'double_space',
  'control_character',
  'invisible_character',
  'bidi_character',
  'emoji',
  'full_width',
  'mixed_width',
  'forbidden_word',
  'wrong_form',
] as const;
/**
 * `control_character`: also private and broken ones; `bidi_character`: turns the direction of reading; `full_width`: letters
 * or digits as wide as Chinese ones; `mixed_width`: one sign in both widths; `wrong_form`: fits no pattern of its category.
 */
export type NameProblemCode = (typeof NAME_PROBLEM_CODES)[number];
