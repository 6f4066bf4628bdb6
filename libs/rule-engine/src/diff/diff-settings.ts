import { localize, type Flow, type FlowDifference, type Locale } from '@tagloom/contracts';
import type { CatalogIndex } from '../catalog/catalog-index.js';
import { wordsOf } from '../describe/words.js';
import { diffWordsOf } from './diff-words.js';
import { sameValue } from './same-value.js';

const SETTINGS = ['name', 'description', 'timeZone', 'audience'] as const;
type Setting = (typeof SETTINGS)[number];

/** What is set for the flow as a whole, where the two differ. An audience of nobody in particular is everyone. */
export function diffSettings(before: Flow, after: Flow, index: CatalogIndex | undefined): FlowDifference[] {
  return SETTINGS.filter((setting) => !sameValue(normal(before, setting), normal(after, setting))).map((setting) => {
    const text = (locale: Locale): string => {
      const words = diffWordsOf(locale);
      const [from, to] = [before, after].map((flow) => said(flow, setting, locale, index));
      return words.setting(words.settings[setting], from!, to!);
    };
    return { subject: 'setting', change: 'changed', nodeIds: [], text: { 'zh-CN': text('zh-CN'), en: text('en') } };
  });
}

function normal(flow: Flow, setting: Setting): unknown {
  if (setting === 'timeZone') return flow.timeZone ?? 'organisation';
  if (setting === 'description') return flow.description ?? '';
  if (setting === 'name') return flow.name;
  return { include: [...(flow.audience?.include ?? [])].sort(), exclude: [...(flow.audience?.exclude ?? [])].sort() };
}

function said(flow: Flow, setting: Setting, locale: Locale, index: CatalogIndex | undefined): string {
  const words = diffWordsOf(locale);
  if (setting === 'audience') return audience(flow, locale, index);
  if (setting === 'timeZone') {
    const zone = flow.timeZone ?? 'organisation';
    return Object.hasOwn(words.zones, zone) ? words.zones[zone]! : zone;
  }
  const text = flow[setting] ?? '';
  return text === '' ? words.none : words.quote(text);
}

function audience({ audience }: Flow, locale: Locale, index: CatalogIndex | undefined): string {
  const [words, common] = [diffWordsOf(locale), wordsOf(locale)];
  const tags = (keys: readonly string[]) =>
    keys.map((key) => common.quote(localize(index?.tag(key)?.name ?? { 'zh-CN': key }, locale))).join(common.comma);
  const { include = [], exclude = [] } = audience ?? {};
  const parts = [
    ...(include.length > 0 ? [words.include(tags(include))] : []),
    ...(exclude.length > 0 ? [words.exclude(tags(exclude))] : []),
  ];
  return parts.join(words.and) || words.everyone;
}
