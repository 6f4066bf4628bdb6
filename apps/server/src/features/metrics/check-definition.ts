import { AGGREGATIONS_OF_A_PROPERTY, localize, type Locale, type MetricDefinition } from '@tagloom/contracts';
import { factsInCondition, validateCondition } from '@tagloom/rule-engine';
import { DomainError } from '../../platform/errors/domain-error.js';
import type { LoadedCatalog, LoadedEventType } from '../catalog/loaded-catalog.js';

const NEEDS_A_NUMBER = new Set(['sum', 'average', 'min', 'max']);

/** Refuses a metric that could never have a value: unknown event types and properties, and filters over anything but the event. */
export function checkDefinition(definition: MetricDefinition, loaded: LoadedCatalog, locale: Locale): void {
  const types = definition.eventTypes.map((name, index) => {
    const type = loaded.eventTypeByName.get(name);
    if (type) return type;
    throw new DomainError('event_type_not_found', `There is no event type ${name}.`, {
      path: `eventTypes.${index}`,
      hint: 'An event type comes into being with its first event.',
    });
  });
  checkProperty(definition, types);
  checkFilter(definition, loaded, locale);
}

function checkProperty({ aggregation, property }: MetricDefinition, types: readonly LoadedEventType[]): void {
  if (property === undefined || !AGGREGATIONS_OF_A_PROPERTY.includes(aggregation)) return;
  const found = types.flatMap((type) => type.properties.filter(({ name }) => name === property));
  const names = types.map(({ name }) => name).join(', ');
  if (found.length === 0)
    throw refuse(
      'property',
      'unknown_property',
      `no event of ${names} has the property ${property}`,
      'Choose a property of the event types.',
    );
  if (NEEDS_A_NUMBER.has(aggregation) && !found.some(({ type }) => type === 'number'))
    throw refuse(
      'property',
      'wrong_type',
      `${aggregation} needs a number, and ${property} is ${found[0].type}`,
      'Choose a number, or count distinct values.',
    );
}

function checkFilter({ filter }: MetricDefinition, { catalog }: LoadedCatalog, locale: Locale): void {
  if (!filter) return;
  const foreign = factsInCondition(filter).find((name) => !name.startsWith('event.'));
  if (foreign !== undefined)
    throw refuse(
      'filter',
      'foreign_fact',
      `a filter reads properties of the event, and ${foreign} is none`,
      'Use facts that start with event.',
    );
  const problem = validateCondition(filter, catalog).find(
    ({ severity, code }) => severity === 'error' || code === 'foreign_fact',
  );
  if (problem)
    throw refuse(
      'filter',
      problem.code,
      localize(problem.message, locale),
      'Use properties of the event with operators that suit their type.',
    );
}

function refuse(path: string, code: string, message: string, hint: string): DomainError {
  return new DomainError('validation_failed', `${path}: ${message}`, { path, hint, issues: [{ path, code, message }] });
}
