import { fold } from '../text/fold.js';
import { findIpAddresses, findQq, findWeChat } from './accounts.js';
import { findAddresses } from './addresses.js';
import { digitRuns } from './digit-runs.js';
import { findBankCards, findIdNumbers, findPassports } from './documents.js';
import { findEmails } from './emails.js';
import { LEAK_KINDS, type Find, type Leak } from './leak.js';
import { findMobiles, findPhones } from './phones.js';

/** The first characters and, of what is long, the last two: never enough to use it. */
function excerptOf(match: string): string {
  const characters = [...match.replace(/\s+/g, ' ')];
  if (characters.length < 8) return `${characters[0]}***`;
  return `${characters.slice(0, 3).join('')}****${characters.slice(-2).join('')}`;
}

/** What is surest comes first; of the same kind the longest. */
const byStrength = (one: Find, other: Find) =>
  LEAK_KINDS.indexOf(one.kind) - LEAK_KINDS.indexOf(other.kind) ||
  other.end - other.start - (one.end - one.start) ||
  one.start - other.start;

function withoutOverlaps(finds: readonly Find[]): Find[] {
  const kept: Find[] = [];
  for (const find of finds.toSorted(byStrength))
    if (!kept.some(({ start, end }) => find.start < end && start < find.end)) kept.push(find);
  return kept.sort((one, other) => one.start - other.start);
}

/**
 * Finds what could identify or reach a person in a name, a value or a description: numbers of telephones, identity cards,
 * passports and bank cards, e-mail, WeChat and QQ accounts, IP addresses and street addresses; also when written in full-width
 * or Chinese digits, with gaps, unseen characters or letters for digits. Ordinary numbers (30天未购买, 1688客户) are none, nor
 * are the service lines of companies (400-…). Leaks do not overlap and come in the order of the text.
 */
export function scanForLeaks(text: string): Leak[] {
  const folded = fold(text);
  const seen = folded.text;
  const finds = [
    ...digitRuns(seen).flatMap((run) => [
      ...findIdNumbers(seen, run),
      ...findBankCards(seen, run),
      ...findMobiles(seen, run),
      ...findPhones(seen, run),
      ...findQq(seen, run),
    ]),
    ...findEmails(seen),
    ...findPassports(seen),
    ...findWeChat(seen),
    ...findIpAddresses(seen),
    ...findAddresses(seen),
  ];
  return withoutOverlaps(finds).map(({ kind, start, end }) => {
    const [from, to] = [folded.starts[start]!, folded.ends[end - 1]!];
    return { kind, start: from, end: to, excerpt: excerptOf(seen.slice(start, end)) };
  });
}
