import type { Catalog, FactDefinition } from '@tagloom/contracts';
import { GOLDEN_HEADINGS, goldenHeading } from '@tagloom/rule-engine';
import { readError, type ReadErrors } from './read-errors.js';
import { columnLetter, isBlank, type Cell } from './sheet.js';

/** What a column of a table holds. */
export type Column =
  { kind: 'name' } | { kind: 'now' } | { kind: 'has' } | { kind: 'expected' } | { kind: 'fact'; fact: FactDefinition };

/** `城市 [profile.city]`: the template writes both, any of them is enough. */
export const factHeading = (fact: FactDefinition, label: string) => `${label} [${fact.name}]`;

function factsNamed(heading: string, catalog: Catalog, reads: ReadonlySet<string>): FactDefinition[] {
  const name = /\[([^[\]]+)\]\s*$/.exec(heading)?.[1] ?? heading;
  const exact = catalog.facts.find((fact) => fact.name === name);
  if (exact) return [exact];
  const word = heading.toLowerCase();
  const labelled = catalog.facts.filter(({ label }) =>
    [label['zh-CN'], label.en].some((text) => text?.toLowerCase() === word),
  );
  const read = labelled.filter((fact) => reads.has(fact.name));
  return read.length > 0 ? read : labelled;
}

function columnOf(heading: string, catalog: Catalog, reads: ReadonlySet<string>): Column | FactDefinition[] {
  const facts = factsNamed(heading, catalog, reads);
  const kind = goldenHeading(heading);
  // «name» and «date» may be facts as well; by their full name those are still to be had
  if (kind && !facts.some(({ name }) => name === heading)) return { kind };
  return facts.length === 1 ? { kind: 'fact', fact: facts[0] } : facts;
}

/** What each column holds, by its heading; null for a column that is left out. */
export function columnsOf(
  { row, cells }: { row: number; cells: readonly Cell[] },
  catalog: Catalog,
  reads: ReadonlySet<string>,
  errors: ReadErrors,
): (Column | null)[] {
  const seen = new Set<string>();
  const columns = cells.map((cell, at): Column | null => {
    if (isBlank(cell)) return null;
    const heading = String(typeof cell === 'object' ? cell?.error : cell)
      .replace(/^\uFEFF/, '')
      .trim();
    const found = columnOf(heading, catalog, reads);
    const place = { row, column: columnLetter(at) };
    if (Array.isArray(found)) {
      const names = found.map(({ name }) => name);
      errors.push(readError(names.length > 0 ? 'ambiguous' : 'unknown_column', place, { heading, names }));
      return null;
    }
    const key = found.kind === 'fact' ? found.fact.name : found.kind;
    if (seen.has(key)) {
      errors.push(readError('duplicate_column', place, { heading }));
      return null;
    }
    seen.add(key);
    return found;
  });
  for (const kind of ['name', 'expected'] as const)
    if (!seen.has(kind))
      errors.push(
        readError(
          `missing_${kind}`,
          { row, column: null },
          { heading: GOLDEN_HEADINGS[kind]['zh-CN'][0], en: GOLDEN_HEADINGS[kind].en[0] },
        ),
      );
  return columns;
}
