import type { Flow, Locale } from '@tagloom/contracts';
import { actionWordsOf } from './action-words.js';
import type { ActionWriter } from './describe-action.js';
import { listed, plain, type Segment } from './segments.js';

function audiencePart({ audience }: Flow, locale: Locale, writer: ActionWriter): Segment[] {
  const { audience: words } = actionWordsOf(locale);
  const { include = [], exclude = [] } = audience ?? {};
  const parts: Segment[][] = [];
  if (include.length > 0) parts.push([plain(words.include), ...writer.tags(include, words.or)]);
  if (exclude.length > 0) parts.push([plain(words.exclude), ...writer.tags(exclude, words.nor)]);
  return parts.length === 0 ? [] : [plain(words.start), ...listed(parts, words.and), plain(words.end)];
}

function zonePart({ timeZone }: Flow, locale: Locale): Segment[] {
  const { zone } = actionWordsOf(locale);
  if (timeZone === undefined || timeZone === 'organisation') return [];
  if (timeZone === 'department' || timeZone === 'customer') return [plain(zone[timeZone])];
  return [plain(zone.named(timeZone))];
}

/** What is set for the flow as a whole, as sentences of their own: for whom it is, and whose calendar counts. */
export function settingParts(flow: Flow, locale: Locale, writer: ActionWriter): Segment[] {
  const gap = plain(locale === 'en' ? ' ' : '');
  const sentences = [audiencePart(flow, locale, writer), zonePart(flow, locale)].filter((part) => part.length > 0);
  return sentences.flatMap((sentence) => [gap, ...sentence]);
}
