import type {
  Flow,
  FlowDetail,
  SaveDraftResponse,
  Shadow,
  ShadowDifferencesResponse,
  ShadowResponse,
} from '@tagloom/contracts';
import type { TestApp } from '../../src/testing/test-app.js';

/** Shadows of a test's flows, through the API. */
export class Shadows {
  constructor(private readonly app: TestApp) {}

  async draft(flow: Flow): Promise<FlowDetail> {
    return (await this.app.client.post<FlowDetail>('/api/v1/flows', { flow })).body;
  }

  /** Another draft of the flow; answers its revision. */
  async redraft({ id, revision }: Pick<FlowDetail, 'id' | 'revision'>, flow: Flow): Promise<number> {
    const { status, body } = await this.app.client.put<SaveDraftResponse>(`/api/v1/flows/${id}/draft`, {
      flow,
      revision,
    });
    if (status >= 300) throw new Error(JSON.stringify(body));
    return body.revision;
  }

  async start(flowId: string, request: object): Promise<Shadow> {
    const { status, body } = await this.app.client.post<ShadowResponse>(`/api/v1/flows/${flowId}/shadow`, request);
    if (status !== 201 || !body.shadow) throw new Error(JSON.stringify(body));
    return body.shadow;
  }

  /** A draft that runs beside what is published. */
  async of(flow: Flow): Promise<FlowDetail> {
    const draft = await this.draft(flow);
    await this.start(draft.id, { revision: draft.revision });
    return draft;
  }

  async find(flowId: string): Promise<Shadow> {
    const { shadow } = (await this.app.client.get<ShadowResponse>(`/api/v1/flows/${flowId}/shadow`)).body;
    if (!shadow) throw new Error(`flow ${flowId} has no shadow`);
    return shadow;
  }

  async stop(flowId: string): Promise<Shadow> {
    const { shadow } = (await this.app.client.delete<ShadowResponse>(`/api/v1/flows/${flowId}/shadow`)).body;
    return shadow as Shadow;
  }

  async differences(flowId: string, query = ''): Promise<ShadowDifferencesResponse> {
    return (await this.app.client.get<ShadowDifferencesResponse>(`/api/v1/flows/${flowId}/shadow/differences${query}`))
      .body;
  }

  /** Keys of the tags that the shadow would have given the customer by now. */
  async tags(flowId: string, customerId: string): Promise<string[]> {
    const { rows } = await this.app.database.pool.query<{ key: string }>(
      `SELECT t.key FROM shadow_states s JOIN shadows w ON w.id = s.shadow_id JOIN tags t ON t.id = s.tag_id
       WHERE w.flow_id = $1 AND s.customer_id = $2 AND s.claimed ORDER BY t.key`,
      [flowId, customerId],
    );
    return rows.map(({ key }) => key);
  }
}
