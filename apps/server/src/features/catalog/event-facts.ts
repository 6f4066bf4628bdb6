import type { FactDefinition } from '@tagloom/contracts';
import type { LoadedEventType } from './loaded-catalog.js';

/** One fact per property name; a name that several event types share must agree on the type, the first type wins. */
export function buildEventFacts(eventTypes: readonly LoadedEventType[]): FactDefinition[] {
  const facts = new Map<string, FactDefinition & { eventTypes: string[] }>();
  for (const eventType of eventTypes) {
    for (const property of eventType.properties) {
      const known = facts.get(property.name);
      if (!known) facts.set(property.name, eventFact(eventType.name, property));
      else if (known.type === property.type) known.eventTypes.push(eventType.name);
    }
  }
  return [...facts.values()];
}

function eventFact(
  eventType: string,
  property: LoadedEventType['properties'][number],
): FactDefinition & { eventTypes: string[] } {
  return {
    name: `event.${property.name}`,
    type: property.type,
    source: 'event',
    label: property.label ?? { 'zh-CN': property.name },
    ...(property.unit && { unit: property.unit }),
    eventTypes: [eventType],
  };
}
