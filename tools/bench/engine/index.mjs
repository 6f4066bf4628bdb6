import { closures, compiledPlan, jsonRulesEngine, zenEngine, zenTable } from './contenders.mjs';
import { RULES, SETS } from './workload.mjs';

const WARM_UP_MS = 300;
const TURNS = 5;
const TURN_MS = 1000;
/** How much faster, or how near, the compiled plan must be. */
const AIMS = [
  { name: 'json-rules-engine', aim: 100, unit: '×' },
  { name: 'zen-engine, one call', aim: 5, unit: '×' },
  { name: 'hand-written closures', aim: 30, unit: '%' },
];
const ALL_SETS = Array.from({ length: SETS }, (_, at) => at);

/** Every match as one text, to compare what the contenders decided. */
async function matchesOf(evaluate) {
  const matches = [];
  await evaluate(ALL_SETS, (set, rule) => matches.push(set * RULES + rule));
  return matches.sort((a, b) => a - b).join(' ');
}

/** Rules per second over whole passes, until the time is over. */
async function rateOf(evaluate, ms) {
  const start = performance.now();
  let [passes, found] = [0, 0];
  while (passes === 0 || performance.now() - start < ms) {
    await evaluate(ALL_SETS, () => found++);
    passes++;
  }
  if (found === 0) throw new Error('no rule ever matched: the workload is wrong');
  return (passes * RULES * SETS) / ((performance.now() - start) / 1000);
}

const median = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];

/** Turn by turn, so that a busy moment of the machine falls on all of them; the median turn counts. */
async function ratesOf(contenders) {
  const turns = new Map(contenders.map(([name]) => [name, []]));
  for (const [, evaluate] of contenders) await rateOf(evaluate, WARM_UP_MS);
  for (let turn = 0; turn < TURNS; turn++)
    for (const [name, evaluate] of contenders) turns.get(name).push(await rateOf(evaluate, TURN_MS));
  return Object.fromEntries([...turns].map(([name, rates]) => [name, Math.round(median(rates))]));
}

/** 100 rules of four conditions on 500 fact sets, one core, all contenders in one process and on the same data. */
export async function run() {
  const contenders = Object.entries({
    'compiled plan': compiledPlan(),
    'json-rules-engine': jsonRulesEngine(),
    'zen-engine, a call per customer': zenEngine(),
    'zen-engine, one call': zenTable(),
    'hand-written closures': closures(),
  });
  const decided = await Promise.all(contenders.map(([, evaluate]) => matchesOf(evaluate)));
  const disagreeing = decided.filter((matches) => matches !== decided[0]);
  const rates = await ratesOf(contenders);
  return [
    ...Object.entries(rates).map(([name, value]) => ({ name, value, unit: 'rules/s' })),
    ...AIMS.map(({ name, aim, unit }) => {
      const ratio = (rates['compiled plan'] / rates[name]) * (unit === '%' ? 100 : 1);
      const value = Math.round(ratio * 10) / 10;
      return { name: `compiled plan against ${name}`, value, unit, aim, pass: value >= aim };
    }),
    {
      name: 'contenders that decide otherwise',
      value: disagreeing.length,
      unit: 'engines',
      aim: 0,
      pass: disagreeing.length === 0,
    },
  ];
}
