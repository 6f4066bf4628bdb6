/** Beginnings and ends of syllables that many people do not tell apart. */
const beginning = (syllable: string) => syllable.replace(/^([zcs])h/, '$1');
const ending = (syllable: string) => syllable.replace(/(?<=[aei]n)g$/, '');

/** One form for all syllables that are {@link soundsNear} each other. */
export const broad = (syllable: string) => ending(beginning(syllable));

/** zhi and zi, xin and xing; not both at once (chan and cang). */
export function soundsNear(one: string, other: string): boolean {
  return one === other || beginning(one) === beginning(other) || ending(one) === ending(other);
}
