import type { LocalizedText } from '@tagloom/contracts';
import { contradicts, differsInQualifier, formOf, type NameForm } from './name-form.js';
import { buildNameIndex, textsOf, type NameIndex, type Named } from './name-index.js';
import { editCost, mayCost, oneSyllableOff } from './spelling.js';

/**
 * `same`: but for case, width, gaps, punctuation and traditional characters; `synonym`: other words for it; `pinyin`: sounds like
 * it; `spelling`: a character or two away.
 */
export type DuplicateReason = 'same' | 'synonym' | 'pinyin' | 'spelling';

export interface NearDuplicate {
  readonly id: string;
  /** The name of the other one, in the language that is alike. */
  readonly name: string;
  readonly reason: DuplicateReason;
  /** Up to 1, which only `same` has. */
  readonly similarity: number;
}

const SYNONYM = 0.9;
const SAME_SOUND = 0.95;
const NEAR_SOUND = 0.85;
const LEAST_SPELLING = 0.8;

function soundOf(one: NameForm, other: NameForm): number {
  const chinese = Math.max(one.chinese, other.chinese);
  if (chinese > 1 && one.sound === other.sound) return SAME_SOUND;
  return chinese > 2 && oneSyllableOff(one, other) ? NEAR_SOUND : 0;
}

function compare(one: NameForm, other: NameForm): Pick<NearDuplicate, 'reason' | 'similarity'> | undefined {
  if (one.dense === other.dense) return { reason: 'same', similarity: 1 };
  if (one.meaning === other.meaning) return { reason: 'synonym', similarity: SYNONYM };
  if (one.fixed !== other.fixed) return undefined;
  const length = Math.max(one.units.length, other.units.length);
  const limit = length * (1 - LEAST_SPELLING);
  // What sounds nearly alike has the same broad sounds; most names end here.
  if (one.sound !== other.sound && !mayCost(one, other, limit)) return undefined;
  const sound = soundOf(one, other);
  if (sound > 0) return contradicts(one, other) ? undefined : { reason: 'pinyin', similarity: sound };
  const cost = editCost(one, other, limit);
  if (cost === Infinity || differsInQualifier(one, other)) return undefined;
  return { reason: 'spelling', similarity: 1 - cost / length };
}

/**
 * What exists already under nearly the same name, the most alike first: for a warning before a second tag is made for the same
 * thing. Names that differ in a number, in «not» or in a word of contrast (高 and 低, 新 and 老, 山西 and 陕西) are no duplicates.
 *
 * @param existing an index, or the names themselves when it is about one candidate only
 */
export function nearDuplicates(
  candidate: LocalizedText | string,
  existing: NameIndex | readonly Named[],
): NearDuplicate[] {
  const index = 'names' in existing ? existing : buildNameIndex(existing);
  const best = new Map<string, NearDuplicate>();
  for (const text of typeof candidate === 'string' ? [candidate] : textsOf(candidate)) {
    const form = formOf(text, index.vocabulary);
    if (form.dense === '') continue;
    for (const { id, text: name, form: other } of index.names) {
      const found = compare(form, other);
      if (found && found.similarity > (best.get(id)?.similarity ?? 0)) best.set(id, { id, name, ...found });
    }
  }
  return [...best.values()].sort((one, other) => other.similarity - one.similarity);
}
