import { closures, compiledPlan, jsonRulesEngine, zenEngine } from './contenders.mjs';
import { RULES, SETS } from './workload.mjs';

const WARM_UP_MS = 300;
const MEASURE_MS = 3000;
const AIM = 100;
const ALL_SETS = Array.from({ length: SETS }, (_, at) => at);

/** Every match as one text, to compare what the contenders decided. */
async function matchesOf(evaluate) {
  const matches = [];
  await evaluate(ALL_SETS, (set, rule) => matches.push(set * RULES + rule));
  return matches.sort((a, b) => a - b).join(' ');
}

/** Rules per second: whole passes over all customers until the time is over. */
async function measure(evaluate) {
  let found = 0;
  const pass = async (ms) => {
    const start = performance.now();
    let passes = 0;
    while (passes === 0 || performance.now() - start < ms) {
      await evaluate(ALL_SETS, () => found++);
      passes++;
    }
    return (passes * RULES * SETS) / ((performance.now() - start) / 1000);
  };
  await pass(WARM_UP_MS);
  const rate = await pass(MEASURE_MS);
  if (found === 0) throw new Error('no rule ever matched: the workload is wrong');
  return Math.round(rate);
}

/** 100 rules of four conditions on 500 fact sets, one core, all contenders in one process and on the same data. */
export async function run() {
  const contenders = {
    'compiled plan': compiledPlan(),
    'json-rules-engine': jsonRulesEngine(),
    '@gorules/zen-engine': zenEngine(),
    'hand-written closures': closures(),
  };
  const expected = await matchesOf(contenders['hand-written closures']);
  const rates = {};
  const disagreeing = [];
  for (const [name, evaluate] of Object.entries(contenders)) {
    if ((await matchesOf(evaluate)) !== expected) disagreeing.push(name);
    rates[name] = await measure(evaluate);
  }
  const ratio = Math.round((rates['compiled plan'] / rates['json-rules-engine']) * 10) / 10;
  return [
    ...Object.entries(rates).map(([name, value]) => ({ name, value, unit: 'rules/s' })),
    { name: 'compiled plan against json-rules-engine', value: ratio, unit: '×', aim: AIM, pass: ratio >= AIM },
    {
      name: 'contenders that decide otherwise',
      value: disagreeing.length,
      unit: 'engines',
      aim: 0,
      pass: disagreeing.length === 0,
    },
  ];
}
