import type { FactColumn, FactDefinition } from '@tagloom/contracts';
import { refuse } from '../errors/flow-error.js';
import { SQL_TYPE } from '../operators/operator.js';
import { rfmSql } from './rfm-sql.js';

const COLUMN = /^[a-z_][a-z0-9_]{0,62}$/;

/** A quoted column name; names come from the catalog, never from a rule. */
export function quoted(name: string): string {
  if (!COLUMN.test(name)) throw new RangeError(`not a column name: ${name}`);
  return `"${name}"`;
}

/** An id written out as a number. */
export function idSql(id: number): string {
  if (!Number.isSafeInteger(id) || id < 0) throw new RangeError(`not an id: ${id}`);
  return String(id);
}

/** The value below a held tag; NULL when the tag is not held or its value is of another type. */
function tagValueSql(alias: string, tagId: string, type: FactDefinition['type']): string {
  const json = `(${alias}.tag_values -> '${tagId}')`;
  const text = `(${alias}.tag_values ->> '${tagId}')`;
  const jsonType = { number: 'number', boolean: 'boolean', set: 'array', text: 'string', date: 'string' }[type];
  const guard = `${alias}.tags @> ARRAY[${tagId}] AND jsonb_typeof(${json}) = '${jsonType}'`;
  const value = type === 'set' ? `ARRAY(SELECT jsonb_array_elements_text(${json}))` : `${text}::${SQL_TYPE[type]}`;
  return `(CASE WHEN ${guard} THEN ${value} END)`;
}

function numberColumnSql(
  column: Extract<FactColumn, { kind: 'column' | 'daysSince' }>,
  alias: string,
  today: (zone: string | undefined) => string,
): string {
  const sql = `${alias}.${quoted(column.name)}`;
  return column.kind === 'column' ? sql : `(${today(column.timeZone)} - ${sql})`;
}

/**
 * SQL of a fact of the customers table, of the fact's type, NULL when unknown. `today` writes the day number of today in a
 * fact's own zone. Refuses facts that no column holds (`not_countable`).
 */
export function factSql(fact: FactDefinition, alias: string, today: (zone: string | undefined) => string): string {
  const { column } = fact;
  if (!column) {
    const [zh, en] = [fact.label['zh-CN'], fact.label.en ?? fact.label['zh-CN']];
    return refuse(
      'not_countable',
      [],
      `「${zh}」只在事件发生时才有，无法统计人数。`,
      `“${en}” is only known when an event happens, so customers cannot be counted by it.`,
    );
  }
  switch (column.kind) {
    case 'column':
    case 'daysSince':
      return numberColumnSql(column, alias, today);
    case 'tag':
      return `(${alias}.tags @> ARRAY[${idSql(column.tagId)}])`;
    case 'tagValue':
      return tagValueSql(alias, idSql(column.tagId), fact.type);
    case 'rfm':
      return rfmSql(column, (model) => numberColumnSql(model, alias, today));
  }
}
