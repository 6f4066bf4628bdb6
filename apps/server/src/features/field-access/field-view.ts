import type {
  ActionTrace,
  Condition,
  CustomerListItem,
  Explanation,
  FieldLevel,
  Flow,
  Profile,
  ProfileKey,
} from '@tagloom/contracts';
import { PROFILE_FIELDS } from '@tagloom/contracts';
import { defaultMask, maskValue } from '@tagloom/tag-library';
import { flowConditions, restrictedLeaf } from './asked-fields.js';
import { fieldNotAllowed } from './field-failures.js';
import type { FieldLevels } from './field-levels.js';
import { factsOfTrace, maskActionTrace, maskExplanation } from './mask-evidence.js';

const PREFIX = 'profile.';
const FIELDS = new Map(PROFILE_FIELDS.map((field) => [field.key as string, field]));
/** Fields of one customer that were revealed to the reader, and until when. */
export type Revealed = ReadonlyMap<ProfileKey, Date>;
const NOTHING: Revealed = new Map();
/** A number by which the customer is reached: the same as the field. */
const PHONE_CHANNEL = /^(?:phone|mobile|tel|telephone|sms|whatsapp)$/i;

/** What one reader has of the profile fields. Everything that says a customer's value to a person goes through here. */
export class FieldView {
  readonly isComplete: boolean;

  constructor(private readonly levels: FieldLevels) {
    this.isComplete = [...levels.values()].every((level) => level === 'shown');
  }

  /** Of a fact that is no profile field: `shown`. */
  levelOfFact(fact: string): FieldLevel {
    if (!fact.startsWith(PREFIX)) return 'shown';
    return this.levels.get(fact.slice(PREFIX.length) as ProfileKey) ?? 'hidden';
  }

  levelOf(field: ProfileKey): FieldLevel {
    return this.levels.get(field) ?? 'hidden';
  }

  /** As the reader has it: the value, a text that stands for it, or null. */
  value(field: ProfileKey, value: unknown): unknown {
    const level = this.levelOf(field);
    if (level === 'shown') return value ?? null;
    if (level === 'hidden') return null;
    const definition = FIELDS.get(field);
    if (!definition) return null;
    const { kind, rule } = defaultMask(definition);
    return maskValue(kind, value, rule);
  }

  valueOfFact(fact: string, value: unknown): unknown {
    return this.levelOfFact(fact) === 'shown' ? value : this.value(fact.slice(PREFIX.length) as ProfileKey, value);
  }

  name(name: string | null): string | null {
    return this.value('name', name) as string | null;
  }

  /** The profile of one customer, with the fields that are not simply shown. */
  profile(profile: Profile, revealed: Revealed = NOTHING): Pick<CustomerListItem, 'profile' | 'fields'> {
    if (this.isComplete) return { profile };
    const fields: NonNullable<CustomerListItem['fields']> = {};
    const shown: Record<string, unknown> = {};
    for (const { key } of PROFILE_FIELDS) {
      const level = this.levelOf(key);
      const until = level === 'masked' ? revealed.get(key) : undefined;
      shown[key] = until ? (profile[key] ?? null) : this.value(key, profile[key]);
      if (level !== 'shown') fields[key] = until ? { level, until: until.toISOString() } : { level };
    }
    return { profile: shown as CustomerListItem['profile'], fields };
  }

  /** An identity may be the phone number itself. */
  identity<T extends { channel: string; externalId: string }>(identity: T, profile: Profile, revealed: Revealed): T {
    const isPhone = PHONE_CHANNEL.test(identity.channel) || identity.externalId === profile.phone;
    return isPhone && !revealed.has('phone') && this.levelOf('phone') !== 'shown'
      ? { ...identity, externalId: String(this.value('phone', identity.externalId) ?? '') }
      : identity;
  }

  /** Facts by name: masked ones as masked texts, hidden ones not at all. */
  facts<T>(facts: Readonly<Record<string, T>>): Record<string, T> {
    if (this.isComplete) return { ...facts };
    return Object.fromEntries(
      Object.entries(facts).flatMap(([name, value]): [string, T][] => {
        if (this.levelOfFact(name) === 'hidden') return [];
        return [[name, value === undefined ? value : (this.valueOfFact(name, value) as T)]];
      }),
    );
  }

  evidence<T extends ActionTrace | null>(evidence: T): T {
    return evidence === null || this.isComplete ? evidence : (maskActionTrace(evidence, this) as T);
  }

  /** Whether the evidence rests on nothing that is kept from the reader. */
  mayRead(evidence: ActionTrace | null): boolean {
    if (evidence === null || this.isComplete) return true;
    return factsOfTrace(evidence.trace).every((fact) => this.levelOfFact(fact) === 'shown');
  }

  /** Facts that the caller has `given` are theirs to see. */
  explanation(explanation: Explanation, given: Readonly<Record<string, unknown>> = {}): Explanation {
    if (this.isComplete) return explanation;
    return maskExplanation(explanation, {
      levelOfFact: (fact) => (Object.hasOwn(given, fact) ? 'shown' : this.levelOfFact(fact)),
      valueOfFact: (fact, value) => (Object.hasOwn(given, fact) ? value : this.valueOfFact(fact, value)),
    });
  }

  /** Whether the condition asks about nothing that the answer would give away. */
  mayAsk(condition: Condition): boolean {
    return this.isComplete || restrictedLeaf(condition, '', (fact) => this.levelOfFact(fact)) === null;
  }

  /** @throws DomainError `field_not_allowed`: whoever may ask which customers have a value knows it. */
  requireCondition(condition: Condition, path: string): void {
    if (this.isComplete) return;
    const leaf = restrictedLeaf(condition, path, (fact) => this.levelOfFact(fact));
    if (leaf) throw fieldNotAllowed(leaf.fact.slice(PREFIX.length), leaf.path);
  }

  /**
   * Facts that the caller has `given` tell nothing of a customer.
   * @throws DomainError `field_not_allowed`: a draft is a question like any other.
   */
  requireFlow(flow: Flow, given: Readonly<Record<string, unknown>> = {}): void {
    if (this.isComplete) return;
    const levelOf = (fact: string) => (Object.hasOwn(given, fact) ? 'shown' : this.levelOfFact(fact));
    for (const { nodeId, condition } of flowConditions(flow)) {
      const leaf = restrictedLeaf(condition, nodeId, levelOf);
      if (leaf) throw fieldNotAllowed(leaf.fact.slice(PREFIX.length), leaf.path);
    }
  }

  /** @throws DomainError `field_not_allowed`: an order tells the values of its neighbours. */
  requireSort(by: string, path: string): void {
    if (this.levelOfFact(by) !== 'shown') throw fieldNotAllowed(by.slice(PREFIX.length), path);
  }
}
