import type {
  Catalog,
  CatalogTag,
  FactColumn,
  FactDefinition,
  FactType,
  LocalizedText,
  TagKind,
} from '@tagloom/contracts';

const NAMESPACE = /^(profile|event|metric|tag|rfm|held)\./;
const TYPE_OF_TAG: Record<TagKind, FactType> = {
  flag: 'boolean',
  one_of: 'text',
  many_of: 'set',
  number: 'number',
  date: 'date',
  text: 'text',
};

type ProfileField = NonNullable<Catalog['profileFields']>[number];

/** A catalog with look-up by name. */
export class CatalogIndex {
  private readonly facts = new Map<string, FactDefinition>();
  private readonly tags = new Map<string, CatalogTag>();
  private readonly events = new Map<string, LocalizedText>();

  constructor(readonly catalog: Catalog) {
    for (const tag of catalog.tags) {
      this.tags.set(tag.key, tag);
      this.facts.set(`tag.${tag.key}`, {
        name: `tag.${tag.key}`,
        type: TYPE_OF_TAG[tag.kind],
        source: 'tag',
        label: tag.name,
      });
    }
    for (const fact of catalog.facts) this.facts.set(fact.name, fact);
    for (const event of catalog.eventTypes) this.events.set(event.name, event.label);
  }

  fact(name: string): FactDefinition | undefined {
    return this.facts.get(name);
  }
  /** The metric whose values a column holds. */
  factOfColumn({ kind, name }: Extract<FactColumn, { kind: 'column' | 'daysSince' }>): FactDefinition | undefined {
    return this.catalog.facts.find(({ column }) => column?.kind === kind && column.name === name);
  }
  tag(key: string): CatalogTag | undefined {
    return this.tags.get(key);
  }
  /** A field that actions may set. */
  profileField(key: string): ProfileField | undefined {
    return this.catalog.profileFields?.find((field) => field.key === key);
  }
  eventType(name: string): LocalizedText | undefined {
    return this.events.get(name);
  }
}

const indexes = new WeakMap<Catalog, CatalogIndex>();

/** The index of a catalog, built once per catalog object: pass a new object when its content changes. */
export function indexOf(catalog: Catalog): CatalogIndex {
  let index = indexes.get(catalog);
  if (!index) indexes.set(catalog, (index = new CatalogIndex(catalog)));
  return index;
}

/** A fact that belongs to none of our namespaces came with an imported rule. */
export const isForeignFact = (name: string) => !NAMESPACE.test(name);
