import type { Catalog, LeafTrace, Locale, Trace, TraceLine } from '@tagloom/contracts';
import { indexOf } from '../catalog/catalog-index.js';
import { ConditionWriter } from '../describe/describe-condition.js';
import { tidy } from '../describe/segments.js';
import { AUDIENCE } from '../flow/audience.js';

type Gate = Exclude<Trace, LeafTrace>;
type Both = TraceLine['text'];

const LOCALES = ['zh-CN', 'en'] as const;

const GATES: Record<Locale, Record<Gate['kind'] | 'audience', (gate: Gate) => string>> = {
  'zh-CN': {
    all: () => '以下全部满足',
    any: () => '以下任一满足',
    not: () => '以下不满足',
    atLeast: ({ required }) => `以下至少 ${required} 项满足`,
    score: ({ required }) => `以下加权得分至少 ${required}%`,
    audience: () => '规则适用于这位客户',
  },
  en: {
    all: () => 'All of these',
    any: () => 'Any of these',
    not: () => 'Not this',
    atLeast: ({ required }) => `At least ${required} of these`,
    score: ({ required }) => `A weighted score of these of at least ${required}%`,
    audience: () => 'The rule is for this customer',
  },
};
const UNKNOWN: Both = { 'zh-CN': '没有数据', en: 'no data' };
const EASED: Record<Locale, (leave: string) => string> = {
  'zh-CN': (leave) => `（已成立，按放宽的 ${leave} 判断）`,
  en: (leave) => ` (already held, so the easier ${leave} counted)`,
};

const inBoth = (say: (locale: Locale) => string): Both => ({ 'zh-CN': say('zh-CN'), en: say('en') });

class TraceWriter {
  private readonly writers: Record<Locale, ConditionWriter>;

  constructor(catalog: Catalog | undefined) {
    const index = catalog && indexOf(catalog);
    const [zh, en] = LOCALES.map((locale) => new ConditionWriter(locale, index)) as [ConditionWriter, ConditionWriter];
    this.writers = { 'zh-CN': zh, en };
  }

  lines(trace: Trace, depth: number): TraceLine[] {
    const { nodeId, verdict } = trace;
    const place = { depth, ...(nodeId !== undefined && { nodeId }), verdict };
    if (trace.kind === 'leaf') return [{ ...place, ...this.leaf(trace) }];
    // a gate that nobody drew, around a single thing, is that thing
    if (nodeId === undefined && trace.children.length === 1 && (trace.kind === 'all' || trace.kind === 'any'))
      return this.lines(trace.children[0]!, depth);
    const below = trace.children.flatMap((child) => this.lines(child, depth + 1));
    return [{ ...place, ...this.gate(trace) }, ...below];
  }

  private leaf({
    fact,
    operator,
    expected,
    actual,
    leaveExpected,
    isHeld,
  }: LeafTrace): Pick<TraceLine, 'text' | 'actual'> {
    const text = inBoth((locale) => {
      const clause = tidy(this.writers[locale].clause({ fact, operator, value: expected ?? undefined }), locale);
      const eased = isHeld ? EASED[locale](this.writers[locale].actual(fact, leaveExpected) ?? '') : '';
      return clause.map((segment) => segment.text).join('') + eased;
    });
    return { text, actual: inBoth((locale) => this.writers[locale].actual(fact, actual) ?? UNKNOWN[locale]) };
  }

  private gate(gate: Gate): Pick<TraceLine, 'text' | 'actual'> {
    const { kind, nodeId, reached, isHeld, leaveRequired } = gate;
    const unit = kind === 'score' ? '%' : '';
    return {
      text: inBoth((locale) => {
        const eased = isHeld && leaveRequired !== undefined ? EASED[locale](`${leaveRequired}${unit}`) : '';
        return GATES[locale][nodeId === AUDIENCE ? 'audience' : kind](gate) + eased;
      }),
      ...(reached !== undefined && { actual: inBoth(() => `${Math.round(reached * 100) / 100}${unit}`) }),
    };
  }
}

/**
 * Evidence as people read it, in both languages: each condition with what it asked for, what was found and whether it held;
 * a gate before what is below it. The catalog gives the names; without one the bare names are said.
 */
export function traceInWords(trace: Trace, catalog?: Catalog): TraceLine[] {
  return new TraceWriter(catalog).lines(trace, 0);
}
