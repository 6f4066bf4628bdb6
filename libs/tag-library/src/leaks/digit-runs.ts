/** Digits in a row of one script. */
export interface DigitGroup {
  readonly digits: string;
  readonly start: number;
  readonly end: number;
  readonly script: 'arabic' | 'chinese' | 'letter';
  /** What stands between this group and the one before; empty when the script changed. */
  readonly separator: string;
}

/** Groups with nothing but separators between them. */
export type DigitRun = readonly DigitGroup[];

const CHINESE: Readonly<Record<string, string>> = {
  ...{ 零: '0', 〇: '0', '○': '0', 一: '1', 二: '2', 三: '3', 四: '4', 五: '5', 六: '6', 七: '7', 八: '8', 九: '9' },
  ...{ 幺: '1', 壹: '1', 贰: '2', 叁: '3', 肆: '4', 伍: '5', 陆: '6', 柒: '7', 捌: '8', 玖: '9', 两: '2' },
  ...{ 貳: '2', 參: '3', 陸: '6', 兩: '2' },
};
/** Letters that pass for digits. */
const LETTERS: Readonly<Record<string, string>> = { O: '0', o: '0', l: '1', I: '1', i: '1' };

const SCRIPTS = `[0-9]+|[${Object.keys(CHINESE).join('')}]+|(?<![A-Za-z])[OoIil]+(?![A-Za-z])`;
/** No colon, which belongs to times, and no letter or Chinese character. */
const SEPARATOR = /^[ \-‐-―−.·•_/\\()[\]+*~,、。;|#=^'"‘’“”…<>{}!&\p{So}\p{Sk}]{1,4}$/u;
const GROUP = new RegExp(SCRIPTS, 'gu');

function groupOf(raw: string, start: number, separator: string): DigitGroup {
  const first = raw[0]!;
  const end = start + raw.length;
  if (/[0-9]/.test(first)) return { digits: raw, start, end, script: 'arabic', separator };
  const [table, script] = first in CHINESE ? [CHINESE, 'chinese' as const] : [LETTERS, 'letter' as const];
  return { digits: [...raw].map((character) => table[character]).join(''), start, end, script, separator };
}

/** All digits of a folded text, in Arabic or Chinese digits or in letters that look like them, as runs of groups. */
export function digitRuns(text: string): DigitRun[] {
  const runs: DigitGroup[][] = [];
  let last: DigitGroup | undefined;
  for (const match of text.matchAll(GROUP)) {
    const between = last ? text.slice(last.end, match.index) : '';
    const isNear = last !== undefined && (between === '' || SEPARATOR.test(between));
    const group = groupOf(match[0], match.index, isNear ? between : '');
    if (isNear) runs.at(-1)!.push(group);
    else runs.push([group]);
    last = group;
  }
  return runs;
}

/** Groups in a row out of a run, as one number. */
export interface Candidate {
  readonly digits: string;
  readonly groups: readonly DigitGroup[];
  readonly start: number;
  readonly end: number;
}

/**
 * All numbers of `min` to `max` digits that whole groups in a row make. Look-alike letters count where most of the rest are
 * digits, and never at both ends of what is not a number otherwise.
 */
export function candidates(run: DigitRun, min: number, max: number): Candidate[] {
  const found: Candidate[] = [];
  for (let from = 0; from < run.length; from++) {
    let digits = '';
    let letters = 0;
    for (let to = from; to < run.length && digits.length <= max; to++) {
      const group = run[to]!;
      digits += group.digits;
      if (group.script === 'letter') letters += group.digits.length;
      if (digits.length < min || digits.length > max || digits.length - letters < 5) continue;
      found.push({ digits, groups: run.slice(from, to + 1), start: run[from]!.start, end: group.end });
    }
  }
  return found;
}

/** The sizes of the groups as they look: a change of script is no gap. */
export function sizes({ groups }: Candidate): number[] {
  const seen: number[] = [];
  groups.forEach(({ digits, separator }, at) => {
    if (at > 0 && separator === '') seen.push(seen.pop()! + digits.length);
    else seen.push(digits.length);
  });
  return seen;
}
