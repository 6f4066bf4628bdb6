import { Injectable } from '@nestjs/common';
import type { ActorContext } from '@tagloom/access';
import type { EventType, UpdateEventTypeRequest } from '@tagloom/contracts';
import { DomainError } from '../../platform/errors/domain-error.js';
import type { EventTypeEntity } from './event-type.entity.js';
import { EventTypesRepository } from './event-types.repository.js';

/** The kinds of events that were seen, and what their properties mean. */
@Injectable()
export class EventTypesService {
  constructor(private readonly types: EventTypesRepository) {}

  async list(_context: ActorContext): Promise<EventType[]> {
    const [types, seen] = await Promise.all([this.types.list(), this.types.lastSeen()]);
    return types.map((type) => toEventType(type, seen.get(type.id)));
  }

  async update(
    _context: ActorContext,
    name: string,
    { label, properties }: UpdateEventTypeRequest,
  ): Promise<EventType> {
    const found = await this.findOrFail(name);
    const names = properties?.map((property) => property.name) ?? [];
    const twice = names.findIndex((property, index) => names.indexOf(property) < index);
    if (twice >= 0)
      throw new DomainError('validation_failed', `properties.${twice}.name: ${names[twice]} is listed twice`, {
        path: `properties.${twice}.name`,
        hint: 'List each property once.',
      });
    await this.types.update(found.id, { learned: false, ...(label && { label }), ...(properties && { properties }) });
    const seen = await this.types.lastSeen();
    return toEventType(await this.findOrFail(name), seen.get(found.id));
  }

  private async findOrFail(name: string): Promise<EventTypeEntity> {
    const type = await this.types.find(name);
    if (!type)
      throw new DomainError('event_type_not_found', `There is no event type ${name}.`, {
        path: 'name',
        hint: 'An event type comes into being with its first event.',
      });
    return type;
  }
}

function toEventType({ name, label, properties, learned }: EventTypeEntity, lastSeenAt: Date | undefined): EventType {
  return { name, label, properties, learned, lastSeenAt: lastSeenAt?.toISOString() ?? null };
}
