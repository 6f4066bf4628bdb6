import type { Facts } from './customer-state.js';
import type { StoredEvent } from './stored-event.js';

/** Sets `event.<property>` facts for the time that the event is at hand. */
export function showEvent({ properties }: StoredEvent, facts: Facts): void {
  for (const name in properties) facts[eventFactName(name)] = properties[name];
}

export function hideEvent({ properties }: StoredEvent, facts: Facts): void {
  for (const name in properties) facts[eventFactName(name)] = undefined;
}

/** Property names are few and come with every event. */
const eventFactNames = new Map<string, string>();
const MAX_NAMES = 10_000;

function eventFactName(property: string): string {
  let name = eventFactNames.get(property);
  if (name === undefined) {
    if (eventFactNames.size >= MAX_NAMES) eventFactNames.clear();
    eventFactNames.set(property, (name = `event.${property}`));
  }
  return name;
}
