import { localize, type FactDefinition, type GoldenCase, type Locale } from '@tagloom/contracts';
import { GOLDEN_HEADINGS, writeExpectations, writeFactText } from '@tagloom/rule-engine';
import writeXlsxFile from 'write-excel-file/node';
import { factHeading } from './golden-columns.js';

/** A spreadsheet must not take a text for a formula; reading drops the apostrophe again. */
const harmless = (text: string) => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);
const quoted = (text: string) => (/[",;\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
/** Without the leading plus, which a spreadsheet takes for a formula. */
const actionsText = (actions: GoldenCase['expected'] = []) => writeExpectations(actions).replace(/^\+/, '');

function headingsOf(facts: readonly FactDefinition[], locale: Locale): string[] {
  return [
    GOLDEN_HEADINGS.name[locale][0],
    GOLDEN_HEADINGS.now[locale][0],
    ...facts.map((fact) => factHeading(fact, localize(fact.label, locale))),
    GOLDEN_HEADINGS.has[locale][0],
    GOLDEN_HEADINGS.expected[locale][0],
  ];
}

function rowOf(golden: GoldenCase, facts: readonly FactDefinition[]): string[] {
  return [
    golden.name,
    golden.now ?? '',
    ...facts.map(({ name }) => writeFactText(golden.facts[name])),
    actionsText(golden.has),
    actionsText(golden.expected),
  ];
}

/** The cases as a CSV table with a column for each fact; with no cases a template to fill in. */
export function goldenCsv(cases: readonly GoldenCase[], facts: readonly FactDefinition[], locale: Locale): string {
  const rows = cases.map((golden) =>
    rowOf(golden, facts).map((text) => quoted(Number.isFinite(Number(text)) ? text : harmless(text))),
  );
  // with the mark by which Excel knows UTF-8
  return `\uFEFF${[headingsOf(facts, locale).map(quoted), ...rows].map((cells) => `${cells.join(',')}\r\n`).join('')}`;
}

/** As {@link goldenCsv}, for a spreadsheet. Every cell is text, so that `+vip` can be typed. */
export function goldenXlsx(
  cases: readonly GoldenCase[],
  facts: readonly FactDefinition[],
  locale: Locale,
): Promise<Buffer> {
  const headings = headingsOf(facts, locale);
  const text = (value: string) => ({ value, type: String, format: '@' });
  const empty = Array.from({ length: 20 }, () => headings.map(() => text('')));
  const rows = cases.map((golden) => rowOf(golden, facts).map(text));
  return writeXlsxFile(
    [headings.map((value) => ({ ...text(value), fontWeight: 'bold' as const })), ...rows, ...empty],
    {
      columns: headings.map((heading) => ({ width: Math.max(14, heading.length + 4) })),
      stickyRowsCount: 1,
    },
  ).toBuffer();
}
