import type { Find } from './leak.js';

const NUMBER = String.raw`(?:\d{1,5}|[一二三四五六七八九十百零〇]{1,6})(?:[-之]\d{1,4})?[A-Za-z]?`;
const STREET = String.raw`(?:大街|大道|胡同|路|街|道|巷|弄|里)`;
const BUILDING = String.raw`(?:号楼|#楼|栋|幢|座|单元|号院|弄)`;
const FLOOR = String.raw`(?:楼|层)`;

const PATTERNS = [
  // 中山路88号 …, and what follows of building and door; 南京路1号店 is a shop.
  new RegExp(
    String.raw`[\p{Script=Han}]{1,20}?${STREET} ?${NUMBER} ?(?:号(?!店|馆|仓|库|线|门店|楼盘|活动)|弄)(?: ?${NUMBER} ?(?:${BUILDING}|${FLOOR}|室|房|号))*`,
    'gu',
  ),
  // Two levels within an estate: 3栋2单元, 5号楼301室, A座1203.
  new RegExp(
    String.raw`(?:${NUMBER}|[A-Z]) ?${BUILDING},? ?(?:${NUMBER} ?(?:${BUILDING}|${FLOOR}),? ?)*(?:${NUMBER} ?(?:室|房(?!型|屋)|单元|户(?!型|以|客))|\d{3,4}(?!\d|[年元块天人次万户套]))(?:,? ?\d{3,4} ?室?)?`,
    'gu',
  ),
  new RegExp(String.raw`\d{1,2} ?${FLOOR} ?\d{3,4} ?(?:室|房(?!型|屋)|号)`, 'gu'),
  // 88 Nanjing West Road, Room 301
  /(?<![A-Za-z0-9])(?:No\.? ?)?\d{1,5}[A-Z]?,? (?:[A-Z][A-Za-z']+ ){1,4}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Boulevard|Blvd|Drive|Dr)(?![A-Za-z])(?! ?(?:[Ss]how|[Tt]rip|[Mm]ap|[Tt]est))/g,
  /(?<![A-Za-z])(?:Room|Rm|Apt|Apartment|Flat|Unit) ?#?\d{2,5}[A-Z]?,? (?:[A-Za-z]+ )*(?:Building|Block|Tower|Bldg|Floor) ?#?\w{1,4}(?![A-Za-z0-9])/gi,
  /(?<![A-Za-z])(?:Building|Block|Tower|Bldg) ?#?\w{1,4},? (?:Unit \w{1,3},? )?(?:Room|Rm|Apt|Apartment|Flat) ?#?\d{2,5}/gi,
];

/** Where somebody lives or works, down to the door: a street with a number, or a building with a room. */
export function findAddresses(text: string): Find[] {
  return PATTERNS.flatMap((pattern) =>
    [...text.matchAll(pattern)].map(({ index, 0: match }): Find => ({
      kind: 'address',
      start: index,
      end: index + match.length,
    })),
  );
}
