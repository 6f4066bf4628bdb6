import { ZenDecisionContent, ZenEngine } from '@gorules/zen-engine';
import { Engine } from 'json-rules-engine';
import { compileFlow, evaluatePlan, fromJsonRules } from '@tagloom/rule-engine';
import { catalog, factSets, rules } from './workload.mjs';

const moment = { now: new Date('2026-11-22T04:00:00Z'), timeZone: 'Asia/Shanghai' };
const conditionsOf = ({ low, high, city, hobby, isNested }) => ({
  all: isNested ? [low, high, { any: [city, hobby] }] : [low, high, city, hobby],
});
const jsonRules = rules.map((rule, at) => ({
  conditions: conditionsOf(rule),
  event: { type: 'addTag', params: { tag: `t${at}` } },
}));

/** Each contender: `evaluate(sets, found)` decides all rules for the given customers and calls `found(set, rule)` on a match. */

export function compiledPlan() {
  const plans = jsonRules.map((rule) => compileFlow(fromJsonRules(rule, catalog), catalog));
  return (sets, found) => {
    for (const set of sets) {
      const facts = factSets[set];
      for (let at = 0; at < plans.length; at++)
        if (evaluatePlan(plans[at], facts, moment).actions.length > 0) found(set, at);
    }
  };
}

/** One engine with all rules, as its documentation advises; each customer is a run. */
export function jsonRulesEngine() {
  const engine = new Engine(jsonRules);
  return async (sets, found) => {
    for (const set of sets) {
      const { events } = await engine.run(factSets[set]);
      for (const { params } of events) found(set, Number(params.tag.slice(1)));
    }
  };
}

const literal = (value) => JSON.stringify(value).replaceAll('"', "'");

/** A rule in the expression language of zen-engine. */
function zenExpression({ low, high, city, hobby, isNested }) {
  const inCity = `${city.fact} in ${literal(city.value)}`;
  const hasHobby = `contains(${hobby.fact}, ${literal(hobby.value)})`;
  const last = isNested ? `(${inCity} or ${hasHobby})` : `${inCity} and ${hasHobby}`;
  return `${low.fact} >= ${low.value} and ${high.fact} < ${high.value} and ${last}`;
}

/** A decision graph with one node between input and output. */
function zenDecision(type, content) {
  const nodes = [
    { id: 'in', type: 'inputNode', name: 'in' },
    { id: 'rules', type, name: 'rules', content },
    { id: 'out', type: 'outputNode', name: 'out' },
  ].map((node) => ({ ...node, position: { x: 0, y: 0 } }));
  const edges = [
    { id: 'a', sourceId: 'in', targetId: 'rules', type: 'edge' },
    { id: 'b', sourceId: 'rules', targetId: 'out', type: 'edge' },
  ];
  return new ZenEngine().createDecision(new ZenDecisionContent({ nodes, edges }));
}

/** The customers as zen-engine reads them: nested, not flat. */
function zenContexts() {
  return factSets.map((facts) => {
    const context = { metric: {}, profile: {} };
    for (const [name, value] of Object.entries(facts)) {
      const [space, key] = name.split('.');
      context[space][key] = value;
    }
    return context;
  });
}

/** One decision graph with an expression per rule: one call across the language border per customer. */
export function zenEngine() {
  const expressions = rules.map((rule, at) => ({ id: `e${at}`, key: `t${at}`, value: zenExpression(rule) }));
  const decision = zenDecision('expressionNode', { expressions });
  const contexts = zenContexts();
  return async (sets, found) => {
    for (const set of sets) {
      const { result } = await decision.evaluate(contexts[set]);
      for (let at = 0; at < rules.length; at++) if (result[`t${at}`] === true) found(set, at);
    }
  };
}

/**
 * Its fastest way: a decision table that collects the rules that match and loops over all customers inside one call, so that
 * the language border is crossed once and only matches come back.
 */
export function zenTable() {
  const decision = zenDecision('decisionTableNode', {
    hitPolicy: 'collect',
    inputs: [{ id: 'when', name: 'when' }],
    outputs: [{ id: 'rule', name: 'rule', field: 'rule' }],
    rules: rules.map((rule, at) => ({ _id: `r${at}`, when: zenExpression(rule), rule: String(at) })),
    passThrough: false,
    executionMode: 'loop',
    inputField: 'customers',
    outputPath: 'matches',
  });
  const contexts = zenContexts();
  return async (sets, found) => {
    const { result } = await decision.evaluate({ customers: sets.map((set) => contexts[set]) });
    for (let at = 0; at < sets.length; at++) for (const { rule } of result.matches[at]) found(sets[at], rule);
  };
}

/** What a programmer would write: one function per rule over a plain object. The limit. */
export function closures() {
  const tests = rules.map(({ low, high, city, hobby, isNested }) => {
    const [lowFact, lowValue, highFact, highValue] = [low.fact, low.value, high.fact, high.value];
    const [cities, wanted] = [city.value, hobby.value];
    return isNested
      ? (c) =>
          c[lowFact] >= lowValue &&
          c[highFact] < highValue &&
          (cities.includes(c['profile.city']) || c['profile.hobbies'].includes(wanted))
      : (c) =>
          c[lowFact] >= lowValue &&
          c[highFact] < highValue &&
          cities.includes(c['profile.city']) &&
          c['profile.hobbies'].includes(wanted);
  });
  return (sets, found) => {
    for (const set of sets) for (let at = 0; at < tests.length; at++) if (tests[at](factSets[set])) found(set, at);
  };
}
