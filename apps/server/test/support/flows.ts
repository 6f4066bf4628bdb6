import type { Flow, FlowDetail, FlowNode, PublishResponse, Run, SaveDraftResponse, Tag } from '@tagloom/contracts';
import type { TestApp } from '../../src/testing/test-app.js';

type Comparison = { fact: string; operator: string; value?: unknown };

/** A straight line: trigger → conditions, each «and also that» → the tag. */
export function lineFlow(name: string, conditions: Comparison[], tag: string, eventTypes?: string[]): Flow {
  const nodes: FlowNode[] = [
    {
      id: 'trigger',
      kind: 'trigger',
      position: { x: 0, y: 0 },
      data: eventTypes ? { on: 'event', eventTypes } : { on: 'change' },
    },
    ...conditions.map((data, index): FlowNode => ({
      id: `if${index}`,
      kind: 'condition',
      position: { x: 0, y: 160 * (index + 1) },
      data,
    })),
    { id: 'then', kind: 'action', position: { x: 0, y: 900 }, data: { action: 'addTag', tag, membership: 'while' } },
  ];
  const edges = nodes
    .slice(1)
    .map((node, index) => ({ id: `${nodes[index].id}-${node.id}`, source: nodes[index].id, target: node.id }));
  return { name, nodes, edges };
}

export async function createTag(app: TestApp, key: string, over: object = {}): Promise<Tag> {
  const { status, body } = await app.client.post<Tag>('/api/v1/tags', {
    key,
    name: { 'zh-CN': key },
    category: 'value',
    ...over,
  });
  if (status !== 201) throw new Error(`tag ${key}: ${JSON.stringify(body)}`);
  return body;
}

/** Creates and publishes; for everyone it waits until the run has ended. */
export async function publish(app: TestApp, flow: Flow, apply: 'new_events' | 'everyone'): Promise<FlowDetail> {
  const created = await app.client.post<FlowDetail>('/api/v1/flows', { flow });
  const { id, revision } = created.body;
  const published = await app.client.post<PublishResponse>(`/api/v1/flows/${id}/publish`, { apply, revision });
  if (published.status >= 300) throw new Error(`publish ${flow.name}: ${JSON.stringify(published.body)}`);
  if (published.body.run) await runEnd(app, published.body.run.id);
  return (await app.client.get<FlowDetail>(`/api/v1/flows/${id}`)).body;
}

/** A further version of a published flow; for everyone it waits until the run has ended. */
export async function republish(
  app: TestApp,
  { id, revision }: Pick<FlowDetail, 'id' | 'revision'>,
  flow: Flow,
  apply: 'new_events' | 'everyone',
): Promise<void> {
  const path = `/api/v1/flows/${id}`;
  const saved = await app.client.put<SaveDraftResponse>(`${path}/draft`, { flow, revision });
  const published = await app.client.post<PublishResponse>(`${path}/publish`, { apply, revision: saved.body.revision });
  if (published.status >= 300) throw new Error(`publish ${flow.name}: ${JSON.stringify(published.body)}`);
  if (published.body.run) await runEnd(app, published.body.run.id);
}

export async function runEnd(app: TestApp, runId: string): Promise<Run> {
  return eventually(async () => {
    const { body } = await app.client.get<Run>(`/api/v1/runs/${runId}`);
    return ['done', 'failed', 'cancelled'].includes(body.status) ? body : null;
  });
}

/** Asks until the answer is not null; fails after ten seconds. */
export async function eventually<T>(ask: () => Promise<T | null>): Promise<T> {
  const deadline = Date.now() + 10_000;
  for (;;) {
    const answer = await ask();
    if (answer !== null) return answer;
    if (Date.now() > deadline) throw new Error('it did not come to pass within 10 s');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
