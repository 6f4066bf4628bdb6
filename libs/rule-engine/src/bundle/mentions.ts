import { RFM_PARTS, type Condition, type Flow, type MetricDefinition, type Recipient } from '@tagloom/contracts';
import { audienceTags } from '../flow/audience.js';
import { factsInCondition, isReference } from '../flow/condition-tree.js';

/** Keys of everything that a flow or a definition mentions, by kind. */
export class Mentions {
  readonly eventTypes = new Set<string>();
  /** Names of event facts (`event.amount`). */
  readonly eventFacts = new Set<string>();
  readonly profileFields = new Set<string>();
  readonly tags = new Set<string>();
  readonly metrics = new Set<string>();
  readonly rfm = new Set<string>();
  readonly users = new Set<string>();
  readonly departments = new Set<string>();
  readonly endpoints = new Set<string>();

  fact(name: string): void {
    const [space, ...rest] = name.split('.');
    const key = rest.join('.');
    if (key === '') return;
    if (space === 'tag') this.tags.add(key);
    else if (space === 'metric') this.metrics.add(key);
    else if (space === 'rfm') this.rfm.add(rfmKey(key));
    else if (space === 'profile') this.profileFields.add(key);
    else if (space === 'event') this.eventFacts.add(name);
  }

  condition(condition: Condition | undefined): void {
    if (condition) factsInCondition(condition).forEach((name) => this.fact(name));
  }

  metric({ eventTypes, filter, property, then }: MetricDefinition): void {
    for (const type of [...eventTypes, ...(then?.eventTypes ?? [])]) this.eventTypes.add(type);
    this.condition(filter);
    this.condition(then?.filter);
    if (property !== undefined) this.fact(`event.${property}`);
  }

  private recipient(to: Recipient): void {
    if (to.kind === 'user') this.users.add(to.id);
    if (to.kind === 'department') this.departments.add(to.id);
  }

  flow(flow: Flow): void {
    for (const key of audienceTags(flow)) this.tags.add(key);
    for (const { kind, data } of flow.nodes) {
      if (kind === 'trigger' && data.on === 'event') for (const type of data.eventTypes) this.eventTypes.add(type);
      if (kind === 'condition') {
        this.fact(data.fact);
        if (isReference(data.value)) this.fact(data.value.fact);
      }
      if (kind !== 'action') continue;
      if ('tag' in data && data.tag !== '') this.tags.add(data.tag);
      if (data.action === 'setField' && data.field !== '') this.profileFields.add(data.field);
      if (data.action === 'assign' || data.action === 'notify') this.recipient(data.to);
      if (data.action === 'webhook') this.endpoints.add(data.endpoint);
    }
  }
}

/** The model of an rfm fact: `spring_recency` is of the model `spring`. */
export function rfmKey(key: string): string {
  const part = RFM_PARTS.find((name) => key.endsWith(`_${name}`));
  return part ? key.slice(0, -part.length - 1) : key;
}
