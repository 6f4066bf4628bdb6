/** What the atoms of a fact answer in one place; undefined where the answer may be either. */
export type Cell = readonly (boolean | undefined)[];
/** What all atoms of a fact answer at once. */
export type Answers = readonly boolean[];

/** Beyond this many places nothing is said about a fact: analysis must stay fast. */
export const MAX_ANSWERS = 256;
