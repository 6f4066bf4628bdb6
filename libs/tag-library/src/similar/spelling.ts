import type { NameForm } from './name-form.js';
import { soundsNear } from './sounds.js';

/** A Chinese character in place of another makes another word, unless they sound alike. */
const OTHER_WORD = 9;
const SOUNDS_ALIKE = 0.5;
const LATIN = /[a-z]/;

function replacement(one: NameForm, other: NameForm, row: number, column: number): number {
  const [here, there] = [one.units[row]!, other.units[column]!];
  if (here === there) return 0;
  if (LATIN.test(here) && LATIN.test(there)) return 1;
  if (one.broadSounds[row] !== other.broadSounds[column]) return OTHER_WORD;
  return soundsNear(one.sounds[row]!, other.sounds[column]!) ? SOUNDS_ALIKE : OTHER_WORD;
}

const isMany = (bits: number, limit: number): boolean => {
  let left = bits;
  for (let count = 0; count <= limit; count++) {
    if (left === 0) return false;
    left &= left - 1;
  }
  return true;
};

/** Whether {@link editCost} can be at most `limit`: each sound that one of them lacks costs 1. Much faster than to know. */
export function mayCost(one: NameForm, other: NameForm, limit: number): boolean {
  if (Math.abs(one.units.length - other.units.length) > limit) return false;
  return !isMany(one.soundBits & ~other.soundBits, limit) && !isMany(other.soundBits & ~one.soundBits, limit);
}

/**
 * What it takes to turn one name into the other: 1 for a character more or less, a Latin letter for another, or two neighbours in
 * the other order (optimal string alignment). Infinity as soon as it is more than `limit`.
 */
export function editCost(one: NameForm, other: NameForm, limit: number): number {
  const [rows, columns] = [one.units.length, other.units.length];
  if (Math.abs(rows - columns) > limit) return Infinity;
  let before: number[] = [];
  let above = Array.from({ length: columns + 1 }, (_, at) => at);
  for (let row = 0; row < rows; row++) {
    const here = [row + 1];
    let least = here[0]!;
    for (let column = 0; column < columns; column++) {
      let cost = Math.min(above[column + 1]! + 1, here[column]! + 1);
      // Far from the diagonal every way is too long.
      if (Math.abs(row - column) <= limit) cost = Math.min(cost, above[column]! + replacement(one, other, row, column));
      const isSwapped =
        row > 0 &&
        column > 0 &&
        one.units[row] === other.units[column - 1] &&
        one.units[row - 1] === other.units[column];
      if (isSwapped) cost = Math.min(cost, before[column - 1]! + 1);
      here.push(cost);
      least = Math.min(least, cost);
    }
    if (least > limit) return Infinity;
    [before, above] = [above, here];
  }
  return above[columns]! > limit ? Infinity : above[columns]!;
}

/** Whether two readings of one length differ in a single syllable, and there only a little. */
export function oneSyllableOff(one: NameForm, other: NameForm): boolean {
  if (one.sounds.length !== other.sounds.length) return false;
  let off = 0;
  for (let at = 0; at < one.sounds.length; at++) {
    if (one.broadSounds[at] !== other.broadSounds[at]) return false;
    if (one.sounds[at] === other.sounds[at]) continue;
    if (++off > 1 || !soundsNear(one.sounds[at]!, other.sounds[at]!)) return false;
  }
  return off === 1;
}
