import type { Approval, TagDetail } from '@tagloom/contracts';
import { api } from '@/platform/api';

/** Does what was asked for by the way that everybody takes; the server finds the word that was given. */
export async function perform(request: Approval['request']): Promise<unknown> {
  switch (request.act) {
    case 'deleteTag':
      return api.delete(`/tags/${request.tagId}`);
    case 'deleteGroup':
      return api.delete(`/tag-groups/${request.groupId}${request.tags > 0 ? `?confirm=${request.tags}` : ''}`);
    case 'mergeTags':
      return api.post(`/tags/${request.tagId}/merge`, { into: request.into });
    case 'splitTag':
      return api.post(`/tags/${request.tagId}/split`, { parts: request.parts });
    case 'share':
      return api.post('/shares', request.share);
    case 'giveTag': {
      const { act: _, tagId, ...given } = request;
      const { revision } = await api.get<TagDetail>(`/tags/${tagId}`);
      return api.patch(`/tags/${tagId}`, { ...given, revision });
    }
    case 'giveGroup':
      return api.patch(`/tag-groups/${request.groupId}`, { parentId: request.parentId });
    case 'bulkTag':
      return api.post('/customers/tags/bulk', request.bulk);
    case 'promoteFlow':
      return api.put(`/flows/${request.flowId}/department`, { departmentId: null, revision: request.revision });
  }
}
