import type { ImportItem, ImportKind, ImportMapping } from '@tagloom/contracts';

/** What shall be done about one thing: `use:<key>`, `create:<key>` or `none`, as the value of a select. */
export type Choice = `use:${string}` | `create:${string}` | 'none';
export type Choices = Readonly<Record<string, Choice>>;

/** People, teams, endpoints and profile fields are not made by an import. */
const MADE: readonly ImportKind[] = ['eventType', 'tagGroup', 'tag', 'metric', 'rfm'];

export const idOf = ({ kind, key }: Pick<ImportItem, 'kind' | 'key'>): string => `${kind} ${key}`;

const choiceOf = ({ action, to }: ImportItem['proposal']): Choice => (action === 'none' ? 'none' : `${action}:${to}`);

/** The proposals, until a person chooses otherwise. */
export const proposed = (items: readonly ImportItem[]): Choices =>
  Object.fromEntries(items.map((item) => [idOf(item), choiceOf(item.proposal)]));

/** Everything that can be chosen for an item, its proposal first. */
export function choicesFor(item: ImportItem): Choice[] {
  const uses = item.candidates.map(({ key }): Choice => `use:${key}`);
  const proposal = choiceOf(item.proposal);
  const creates: Choice[] = MADE.includes(item.kind) && item.status === 'create' ? [`create:${item.key}`] : [];
  const leaves: Choice[] = MADE.includes(item.kind) ? [] : ['none'];
  return [...new Set([proposal, ...creates, ...uses, ...leaves])];
}

/** The choices as the server takes them; what is left open keeps its key, and the draft will ask for it. */
export function mappingOf(items: readonly ImportItem[], choices: Choices): ImportMapping {
  return items.flatMap((item) => {
    const choice = choices[idOf(item)] ?? 'none';
    if (choice === 'none') return [];
    const [action, to] = choice.startsWith('use:')
      ? (['use', choice.slice('use:'.length)] as const)
      : (['create', choice.slice('create:'.length)] as const);
    return [{ kind: item.kind, key: item.key, action, to }];
  });
}

/** How many things will be created. */
export const creationsIn = (mapping: ImportMapping): number =>
  mapping.filter(({ action }) => action === 'create').length;
