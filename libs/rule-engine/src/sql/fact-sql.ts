import type { FactDefinition } from '@tagloom/contracts';
import { refuse } from '../errors/flow-error.js';
import { SQL_TYPE } from '../operators/operator.js';

const COLUMN = /^[a-z_][a-z0-9_]{0,62}$/;

function quoted(name: string): string {
  if (!COLUMN.test(name)) throw new RangeError(`not a column name: ${name}`);
  return `"${name}"`;
}

function tagIdSql(tagId: number): string {
  if (!Number.isSafeInteger(tagId) || tagId < 0) throw new RangeError(`not a tag id: ${tagId}`);
  return String(tagId);
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

/**
 * SQL of a fact of the customers table, of the fact's type, NULL when unknown. Names come from the catalog, never from a
 * rule. Refuses facts that no column holds (`not_countable`).
 */
export function factSql(fact: FactDefinition, alias: string, today: number): string {
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
      return `${alias}.${quoted(column.name)}`;
    case 'daysSince':
      return `(${today} - ${alias}.${quoted(column.name)})`;
    case 'tag':
      return `(${alias}.tags @> ARRAY[${tagIdSql(column.tagId)}])`;
    case 'tagValue':
      return tagValueSql(alias, tagIdSql(column.tagId), fact.type);
  }
}
