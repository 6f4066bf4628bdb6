import type { FactType } from '@tagloom/contracts';
import type { Operator, ValueKind } from '../operator.js';
import { DECORATORS, type Decorator } from './decorators.js';

const MAX_DECORATORS = 8;
const MAX_CACHE = 500;
/** Decorators stand before operators that compare two values and need neither a day nor a pattern. */
const KINDS: readonly ValueKind[] = ['same', 'list', 'element', 'elements', 'words'];
const isDecorable = ({ onUnknown, changesDaily, value }: Operator) =>
  !onUnknown && !changesDaily && KINDS.includes(value);

const textsAsSet = (types: readonly FactType[]): FactType[] => (types.includes('text') ? ['set'] : []);

/** Which facts of the catalog the operator can be asked about once it is decorated; imported facts have no type. */
function typesOf({ listsFact, swaps }: Decorator, { types, value }: Operator): readonly FactType[] {
  if (listsFact) return textsAsSet(types);
  if (!swaps || value === 'same') return types;
  return value === 'list' ? textsAsSet(types) : value === 'element' ? ['text'] : ['set'];
}

/** What the decorated operator is compared with, as far as an editor must know. */
function kindOf({ listsFact, listsValue, swaps }: Decorator, value: ValueKind): ValueKind {
  if (listsFact && value === 'same') return 'element';
  if (listsValue) return value === 'same' ? 'list' : 'elements';
  if (!swaps) return value;
  return value === 'element' ? 'elements' : value === 'list' || value === 'words' ? 'element' : value;
}

function decorate(decorator: Decorator, inner: Operator): Operator {
  const value = kindOf(decorator, inner.value);
  return {
    name: `${decorator.name}:${inner.name}`,
    types: typesOf(decorator, inner),
    native: inner.native,
    value,
    editor: value === 'list' || value === 'elements' ? 'list' : value === inner.value ? inner.editor : 'text',
    changesDaily: false,
    decoration: { decorator, inner },
    holds: decorator.holds(inner.holds),
    label: {
      'zh-CN': `${decorator.label['zh-CN']}：${inner.label['zh-CN']}`,
      en: `${decorator.label.en}: ${inner.label.en}`,
    },
    sentence: {
      'zh-CN': decorator.sentence(inner.sentence['zh-CN'])['zh-CN'],
      en: decorator.sentence(inner.sentence.en).en,
    },
  };
}

/** The operator of a decorated name (`not:someFact:equal`), built from the operators given; undefined when there is none. */
export function decorated(name: string, plain: (name: string) => Operator | undefined): Operator | undefined {
  const parts = name.split(':');
  const base = plain(parts.pop()!);
  if (!base || parts.length === 0 || parts.length > MAX_DECORATORS || !isDecorable(base)) return undefined;
  let operator = base;
  for (const part of parts.toReversed()) {
    const decorator = DECORATORS.get(part);
    if (!decorator) return undefined;
    operator = decorate(decorator, operator);
  }
  return operator;
}

/** Operators by name. Decorated ones are found too, but not listed: there is no end to them. */
export class OperatorTable extends Map<string, Operator> {
  private readonly made = new Map<string, Operator>();

  override get(name: string): Operator | undefined {
    return super.get(name) ?? (name.includes(':') ? this.decorated(name) : undefined);
  }

  override has(name: string): boolean {
    return this.get(name) !== undefined;
  }

  private decorated(name: string): Operator | undefined {
    const known = this.made.get(name);
    if (known) return known;
    const operator = decorated(name, (plain) => super.get(plain));
    if (!operator) return undefined;
    if (this.made.size >= MAX_CACHE) this.made.clear();
    this.made.set(name, operator);
    return operator;
  }
}
