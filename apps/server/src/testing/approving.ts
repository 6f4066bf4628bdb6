import type { Approval, ApprovalRequest, ErrorBody, FourEyesSettings } from '@tagloom/contracts';
import type { TestClient, TestResponse } from './test-client.js';

const OFF: FourEyesSettings = { publish: false, delete: false, merge: false, share: false, bulk: null };

/** What takes two people from now on; everything else takes one. */
export const setFourEyes = (admin: TestClient, on: Partial<FourEyesSettings> = {}) =>
  admin.put<FourEyesSettings & ErrorBody>('/api/v1/settings/four-eyes', { ...OFF, ...on });

export const ask = (by: TestClient, request: ApprovalRequest, reason = '清理标签库') =>
  by.post<Approval & ErrorBody>('/api/v1/approvals', { request, reason });

export const decide = (by: TestClient, id: string, decision: 'approve' | 'reject' = 'approve', note = '') =>
  by.post<Approval & ErrorBody>(`/api/v1/approvals/${id}/decide`, { decision, note });

/** Asked for, and refused by nothing. */
export async function asked(by: TestClient, request: ApprovalRequest): Promise<Approval> {
  const { status, body } = await ask(by, request);
  if (status !== 201) throw new Error(JSON.stringify(body));
  return body;
}

/** Status and code of an answer: what was refused, or that it was not. */
export const outcome = ({ status, body }: TestResponse<unknown>): [number, string | undefined] => [
  status,
  (body as Partial<ErrorBody> | undefined)?.error?.code,
];
