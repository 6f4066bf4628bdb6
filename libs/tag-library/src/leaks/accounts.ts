import { candidates, sizes, type DigitRun } from './digit-runs.js';
import type { Find } from './leak.js';
import { isDay, isMeasured } from './quantities.js';

const ID = String.raw`[A-Za-z][A-Za-z0-9_-]{5,19}(?![A-Za-z0-9_-])`;
const NUMBERED = String.raw`(?=[A-Za-z_-]*[0-9_-])${ID}`;
const WECHAT = [
  /(?<![A-Za-z0-9_-])wxid_[a-z0-9]{6,30}/gi,
  // Introduced by a colon: anything that can be an account.
  new RegExp(
    String.raw`(?:微信|薇信|威信|v信|加 ?v|加(?:我|个)?微|(?<![A-Za-z])(?:we ?chat|wei ?xin|vx|wx))(?:号码?| ?id)? ?[::=是为] ?(?<id>${ID})`,
    'gi',
  ),
  // Words of the trade for making contact.
  new RegExp(
    String.raw`(?:薇信|v信|加 ?v|加(?:我|个)?(?:微信?|薇)|➕ ?v|(?<![A-Za-z])(?:vx|wx)(?=[ 号]))号? ?(?<id>${NUMBERED})`,
    'gi',
  ),
  // «微信号 …» without a colon has digits, or it is any English word.
  new RegExp(String.raw`(?:微信|(?<![A-Za-z])we ?chat ?)(?:号码?|id) ?(?<id>${NUMBERED})`, 'gi'),
];
/** What stands behind «WeChat:» and is no account. */
const WORDS =
  /^(?:android|channels?|clicked|contact|customers?|enterprise|followers?|followed|friends?|groups?|harmony|iphone.*|member(?:s|ship)?|message[sd]?|mini-?program|moments|official|payment|private|public|purchase[ds]?|reading|service|shared?|subscribe[drs]*|unfollowed|unknown|unsubscribed|windows|article|active|inactive|opened|program|wechat|wecom)$/i;

/** WeChat accounts where the text says that it is one. */
export function findWeChat(text: string): Find[] {
  return WECHAT.flatMap((pattern) =>
    [...text.matchAll(pattern)].flatMap((match): Find[] => {
      const id = match.groups?.['id'] ?? match[0];
      const end = match.index + match[0].length;
      return WORDS.test(id) ? [] : [{ kind: 'wechat', start: end - id.length, end }];
    }),
  );
}

const QQ =
  /(?:(?<![a-z])qq|扣扣|企鹅|球球|加 ?q|(?<![a-z])q(?=[号: =]))(?<sure>号码?|群|账号| ?id)? ?(?<colon>[::=是为])?\s*$/i;

/** QQ numbers where the text says that it is one. */
export function findQq(text: string, run: DigitRun): Find[] {
  return candidates(run, 5, 11).flatMap((candidate): Find[] => {
    const introduction = QQ.exec(text.slice(0, candidate.start));
    const { digits, start, end } = candidate;
    if (!introduction || digits.startsWith('0') || isDay(digits) || isMeasured(text, candidate)) return [];
    const isSure = Boolean(introduction.groups!['sure'] ?? introduction.groups!['colon']);
    // «QQ 2023-2024» is a period.
    return isSure || sizes(candidate).length === 1 ? [{ kind: 'qq', start, end }] : [];
  });
}

const OCTET = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';
const IP = new RegExp(`(?<![\\d.])(?:${OCTET}\\.){3}${OCTET}(?![\\d.])`, 'g');
const VERSION = /(?:版本?|version|ver|release|ios|android|app|sdk|[a-z])[ ::]*v?$/i;

/** IPv4 addresses; 1.2.3.4 is rather a version. */
export function findIpAddresses(text: string): Find[] {
  return [...text.matchAll(IP)].flatMap(({ 0: match, index }): Find[] => {
    const end = index + match.length;
    const isNamed = /(?<![a-z])ip(?:v4)?(?:地址)?[ ::是为]*$/i.test(text.slice(0, index));
    const isVersion = VERSION.test(text.slice(0, index)) || /^ ?版/.test(text.slice(end));
    const isSmall = match.split('.').filter((octet) => Number(octet) > 9).length < 2;
    return isNamed || (!isVersion && !isSmall) ? [{ kind: 'ip_address', start: index, end }] : [];
  });
}
