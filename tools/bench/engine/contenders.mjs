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

/** One decision graph with an expression per rule: one call across the language border per customer. */
export function zenEngine() {
  const expressions = rules.map(({ low, high, city, hobby, isNested }, at) => {
    const inCity = `${city.fact} in ${literal(city.value)}`;
    const hasHobby = `contains(${hobby.fact}, ${literal(hobby.value)})`;
    const last = isNested ? `(${inCity} or ${hasHobby})` : `${inCity} and ${hasHobby}`;
    return {
      id: `e${at}`,
      key: `t${at}`,
      value: `${low.fact} >= ${low.value} and ${high.fact} < ${high.value} and ${last}`,
    };
  });
  const content = new ZenDecisionContent({
    nodes: [
      { id: 'in', type: 'inputNode', name: 'in', position: { x: 0, y: 0 } },
      { id: 'rules', type: 'expressionNode', name: 'rules', position: { x: 0, y: 0 }, content: { expressions } },
      { id: 'out', type: 'outputNode', name: 'out', position: { x: 0, y: 0 } },
    ],
    edges: [
      { id: 'a', sourceId: 'in', targetId: 'rules', type: 'edge' },
      { id: 'b', sourceId: 'rules', targetId: 'out', type: 'edge' },
    ],
  });
  const decision = new ZenEngine().createDecision(content);
  const contexts = factSets.map((facts) => {
    const context = { metric: {}, profile: {} };
    for (const [name, value] of Object.entries(facts)) {
      const [space, key] = name.split('.');
      context[space][key] = value;
    }
    return context;
  });
  return async (sets, found) => {
    for (const set of sets) {
      const { result } = await decision.evaluate(contexts[set]);
      for (let at = 0; at < rules.length; at++) if (result[`t${at}`] === true) found(set, at);
    }
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
