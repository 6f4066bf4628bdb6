import type { ActionData, Catalog, FactDefinition, Flow, Recipient } from '@tagloom/contracts';
import { indexOf } from '../catalog/catalog-index.js';
import { audienceTags } from '../flow/audience.js';
import { flowReads } from '../flow/flow-condition.js';

/** Without where it lives: that is of today. An option that is its own label says nothing. */
function plainFact({ name, type, source, label, unit, options }: FactDefinition): FactDefinition {
  const named = options?.filter((option) => Object.values(option.label).some((text) => text !== option.value));
  return { name, type, source, label, ...(unit && { unit }), ...(named?.length && { options: named }) };
}

const actionsOf = ({ nodes }: Flow): ActionData[] =>
  nodes.flatMap((node) => (node.kind === 'action' ? [node.data] : []));

function recipientsOf(flow: Flow, kind: Recipient['kind']): Set<string> {
  const recipients = actionsOf(flow).flatMap((data) => ('to' in data ? [data.to] : []));
  return new Set(recipients.flatMap((to) => (to.kind === kind && to.kind !== 'role' ? [to.id] : [])));
}

/**
 * The part of a catalog that a flow speaks of, without where facts live: enough to say what it says, and what its evidence
 * means, when nothing of it is left.
 */
export function glossaryOf(flow: Flow, catalog: Catalog): Catalog {
  const index = indexOf(catalog);
  const actions = actionsOf(flow);
  const tags = new Set([...audienceTags(flow), ...actions.flatMap((data) => ('tag' in data ? [data.tag] : []))]);
  const reads = flowReads(flow);
  for (const name of reads) if (name.startsWith('tag.')) tags.add(name.slice(4));
  const fields = new Set(actions.flatMap((data) => (data.action === 'setField' ? [data.field] : [])));
  const events = new Set(
    flow.nodes.flatMap(({ kind, data }) => (kind === 'trigger' && data.on === 'event' ? data.eventTypes : [])),
  );
  const endpoints = new Set(actions.flatMap((data) => (data.action === 'webhook' ? [data.endpoint] : [])));
  const [users, departments] = [recipientsOf(flow, 'user'), recipientsOf(flow, 'department')];
  const facts = new Set([...reads, ...[...tags].map((key) => `tag.${key}`)]);
  // what an event carries is told with the change, so its properties are kept by name as well
  const carried = catalog.facts.filter(({ eventTypes }) => eventTypes?.some((type) => events.has(type)));
  for (const { name } of carried) facts.add(name);
  return {
    facts: [...facts].flatMap((name) => {
      const fact = index.fact(name);
      return fact ? [plainFact(fact)] : [];
    }),
    tags: catalog.tags.filter(({ key }) => tags.has(key)),
    eventTypes: catalog.eventTypes.filter(({ name }) => events.has(name)),
    profileFields: catalog.profileFields?.filter(({ key }) => fields.has(key)) ?? [],
    users: catalog.users?.filter(({ id }) => users.has(id)) ?? [],
    departments: catalog.departments?.filter(({ id }) => departments.has(id)) ?? [],
    endpoints: catalog.endpoints?.filter(({ id }) => endpoints.has(id)) ?? [],
  };
}
