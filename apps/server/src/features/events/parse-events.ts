import { EventInput, type EventProperty, type RejectedEvent } from '@tagloom/contracts';
import { fitsType, typeOfValue } from './property-types.js';

/** Clocks of sources may run ahead by this much. */
const SKEW_MS = 5 * 60_000;

export interface ParsedEvent extends EventInput {
  /** Its place in the call. */
  index: number;
  occurredAtMs: number;
}

/** Known event types' property schemas; types and properties seen for the first time are added to `learned`. */
export interface Schemas {
  known(type: string): ReadonlyMap<string, EventProperty> | undefined;
}

/** Checks each event on its own: shape, time, property types. Pure. */
export function parseEvents(
  inputs: readonly unknown[],
  schemas: Schemas,
  now: number,
): { events: ParsedEvent[]; rejected: RejectedEvent[] } {
  const events: ParsedEvent[] = [];
  const rejected: RejectedEvent[] = [];
  inputs.forEach((input, index) => {
    const result = EventInput.safeParse(input);
    if (!result.success) {
      const issue = result.error.issues[0];
      const path = ['events', index, ...issue.path].join('.');
      rejected.push({ index, code: 'validation_failed', message: `${path}: ${issue.message}`, path });
      return;
    }
    if (hasPrototypeKey(input)) {
      const path = `events.${index}.properties.__proto__`;
      rejected.push({ index, code: 'validation_failed', path, message: `${path}: reserved name` });
      return;
    }
    const event: ParsedEvent = { ...result.data, index, occurredAtMs: Date.parse(result.data.occurredAt) };
    const refusal = refuseTime(event, now) ?? refuseProperties(event, schemas);
    if (refusal) rejected.push(refusal);
    else events.push(event);
  });
  return { events, rejected };
}

/** The schema drops this one key without a word; an event that carries it is refused instead. */
function hasPrototypeKey(input: unknown): boolean {
  return Object.hasOwn((input as { properties?: object }).properties ?? {}, '__proto__');
}

function refuseTime({ index, occurredAtMs, occurredAt }: ParsedEvent, now: number): RejectedEvent | null {
  if (occurredAtMs <= now + SKEW_MS) return null;
  const path = `events.${index}.occurredAt`;
  return {
    index,
    code: 'occurred_in_future',
    path,
    message: `${path}: ${occurredAt} is in the future; send the time at which it happened`,
  };
}

function refuseProperties({ index, type, properties }: ParsedEvent, schemas: Schemas): RejectedEvent | null {
  const known = schemas.known(type);
  if (!known) return null;
  for (const [name, value] of Object.entries(properties)) {
    const property = known.get(name);
    if (value === null || !property || fitsType(value, property.type)) continue;
    const path = `events.${index}.properties.${name}`;
    const message = `${path}: ${type} has ${name} as ${property.type}, this is ${typeOfValue(value)}; send ${property.type} or edit the event type`;
    return { index, code: 'property_type_mismatch', path, message };
  }
  return null;
}
