import {
  AGGREGATIONS_OF_A_PROPERTY,
  localize,
  metricFactType,
  type Condition,
  type Locale,
  type MetricDefinition,
} from '@tagloom/contracts';
import { factsInCondition, validateCondition } from '@tagloom/rule-engine';
import { DomainError } from '../../platform/errors/domain-error.js';
import { refuseUnknownZone } from '../../platform/errors/refuse-unknown-zone.js';
import type { LoadedCatalog, LoadedEventType } from '../catalog/loaded-catalog.js';

const NEEDS_A_NUMBER = new Set(['sum', 'average', 'min', 'max']);

/**
 * Refuses a metric that could never have a value: unknown event types and properties, zones that do not exist, and filters
 * over anything but the event. What fits together within a definition the contract has checked.
 */
export function checkDefinition(definition: MetricDefinition, loaded: LoadedCatalog, locale: Locale): void {
  const types = eventTypes(definition.eventTypes, 'eventTypes', loaded);
  checkProperty(definition, types);
  checkFilter(definition.filter, 'filter', loaded, locale);
  if (definition.then) {
    eventTypes(definition.then.eventTypes, 'then.eventTypes', loaded);
    checkFilter(definition.then.filter, 'then.filter', loaded, locale);
  }
  checkZone(definition);
}

function eventTypes(names: readonly string[], path: string, loaded: LoadedCatalog): LoadedEventType[] {
  return names.map((name, index) => {
    const type = loaded.eventTypeByName.get(name);
    if (type) return type;
    throw new DomainError('event_type_not_found', `There is no event type ${name}.`, {
      path: `${path}.${index}`,
      hint: 'An event type comes into being with its first event.',
    });
  });
}

function checkProperty(definition: MetricDefinition, types: readonly LoadedEventType[]): void {
  const { aggregation, property } = definition;
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
  const isNumeric = found.some(({ type }) => type === 'number');
  if (NEEDS_A_NUMBER.has(aggregation) && !isNumeric)
    throw refuse(
      'property',
      'wrong_type',
      `${aggregation} needs a number, and ${property} is ${found[0].type}`,
      'Choose a number, or count distinct values.',
    );
  checkValueType(definition, found[0].type, isNumeric);
}

/** A metric of numbers needs a property of numbers, and one of texts a property of anything else. */
function checkValueType(definition: MetricDefinition, type: string, isNumeric: boolean): void {
  const { aggregation, property, valueType = 'text' } = definition;
  if (!['first', 'last', 'most_frequent'].includes(aggregation) || (valueType === 'number') === isNumeric) return;
  const listsTexts = metricFactType(definition) === 'set' && valueType === 'text';
  if (listsTexts) return;
  throw refuse(
    'valueType',
    'wrong_type',
    `the values of ${property} are ${type}, not ${valueType}`,
    `Say valueType ${isNumeric ? 'number' : 'text'}.`,
  );
}

function checkFilter(filter: Condition | undefined, path: string, { catalog }: LoadedCatalog, locale: Locale): void {
  if (!filter) return;
  const foreign = factsInCondition(filter).find((name) => !name.startsWith('event.'));
  if (foreign !== undefined)
    throw refuse(
      path,
      'foreign_fact',
      `a filter reads properties of the event, and ${foreign} is none`,
      'Use facts that start with event.',
    );
  const problem = validateCondition(filter, catalog).find(
    ({ severity, code }) => severity === 'error' || code === 'foreign_fact',
  );
  if (problem)
    throw refuse(
      path,
      problem.code,
      localize(problem.message, locale),
      'Use properties of the event with operators that suit their type.',
    );
}

function checkZone({ timeZone }: MetricDefinition): void {
  if (timeZone === 'organisation' || timeZone === 'customer') return;
  refuseUnknownZone(timeZone, 'timeZone', 'Use organisation, customer, or a name such as Asia/Shanghai.');
}

function refuse(path: string, code: string, message: string, hint: string): DomainError {
  return new DomainError('validation_failed', `${path}: ${message}`, { path, hint, issues: [{ path, code, message }] });
}
