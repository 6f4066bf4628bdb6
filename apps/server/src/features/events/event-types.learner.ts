import { Inject, Injectable } from '@nestjs/common';
import type { EventProperty } from '@tagloom/contracts';
import type { Pool } from 'pg';
import { POOL } from '../../platform/database/pool.token.js';
import { CatalogService } from '../catalog/catalog.service.js';
import type { ParsedEvent, Schemas } from './parse-events.js';
import { typeOfValue } from './property-types.js';

interface KnownType {
  id: number;
  properties: Map<string, EventProperty>;
}

/** Event types and their property schemas, learned at first sight. */
@Injectable()
export class EventTypesLearner {
  private types = new Map<string, KnownType>();
  private version = '';

  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly catalogs: CatalogService,
  ) {}

  async schemas(): Promise<Schemas> {
    this.adopt(await this.catalogs.current());
    const types = this.types;
    return { known: (type) => types.get(type)?.properties };
  }

  /** Ids of the events' types, after types and properties that are new have been stored. */
  async learn(events: readonly ParsedEvent[]): Promise<Map<string, number>> {
    const news = this.unseen(events);
    if (news.size > 0) {
      await this.store(news);
      this.adopt(await this.catalogs.refresh());
    }
    return new Map([...this.types].map(([name, { id }]) => [name, id]));
  }

  private adopt(loaded: Awaited<ReturnType<CatalogService['current']>>): void {
    if (loaded.version === this.version) return;
    this.version = loaded.version;
    this.types = new Map(
      [...loaded.eventTypes.values()].map((type) => [
        type.name,
        { id: type.id, properties: new Map(type.properties.map((property) => [property.name, property])) },
      ]),
    );
  }

  private unseen(events: readonly ParsedEvent[]): Map<string, Map<string, EventProperty>> {
    const news = new Map<string, Map<string, EventProperty>>();
    for (const event of events) {
      const known = this.types.get(event.type);
      if (!known && !news.has(event.type)) news.set(event.type, new Map());
      for (const name in event.properties) {
        const value = event.properties[name];
        if (value === null || known?.properties.has(name)) continue;
        let properties = news.get(event.type);
        if (!properties) news.set(event.type, (properties = new Map()));
        if (!properties.has(name)) properties.set(name, { name, type: typeOfValue(value) });
      }
    }
    return news;
  }

  /** Adds what is new; a property that another process learned in the meantime keeps its type. */
  private async store(news: ReadonlyMap<string, ReadonlyMap<string, EventProperty>>): Promise<void> {
    for (const [name, properties] of news) {
      await this.pool.query(
        `INSERT INTO event_types AS t (name, label, properties) VALUES ($1, $2, $3)
         ON CONFLICT (name) DO UPDATE SET properties = t.properties || (
           SELECT coalesce(jsonb_agg(p), '[]') FROM jsonb_array_elements(excluded.properties) p
           WHERE NOT EXISTS (SELECT FROM jsonb_array_elements(t.properties) k WHERE k ->> 'name' = p ->> 'name'))`,
        [name, JSON.stringify({ 'zh-CN': name }), JSON.stringify([...properties.values()])],
      );
    }
  }
}
