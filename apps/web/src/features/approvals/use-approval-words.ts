import { useQuery } from '@tanstack/react-query';
import type { Approval } from '@tagloom/contracts';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/platform/format';
import { useDepartmentName } from '@/platform/shared/use-department-name';
import { taxonomyQuery } from '@/platform/ui/taxonomy-query';
import { useActorName } from '@/platform/ui/use-actor-name';

export interface ApprovalWords {
  /** «delete the tag “VIP”»: what is asked for. */
  what(approval: Approval): string;
  /** Who asks for what, and how many customers it touches. */
  sentence(approval: Approval): string;
  /** A tag by the name that it had when it was asked. */
  tag(approval: Approval, id?: string): string;
  group(approval: Approval, id: string): string;
  department(approval: Approval, id: string | null): string;
}

/** An approval as people would say it. */
export function useApprovalWords(): ApprovalWords {
  const { t } = useTranslation(['approvals', 'levels']);
  const format = useFormat();
  const actorName = useActorName();
  const departmentName = useDepartmentName();
  const groups = useQuery(taxonomyQuery).data?.groups;

  const tag: ApprovalWords['tag'] = ({ about }, id) => {
    const found = id === undefined ? about.tags[0] : about.tags.find((known) => known.id === id);
    return found ? format.localized(found.name) : t('unknown_tag');
  };
  const department: ApprovalWords['department'] = ({ about }, id) =>
    about.department !== null && about.department.id === id ? about.department.name : departmentName(id);

  const group: ApprovalWords['group'] = ({ about }, id) => {
    const found = about.group?.id === id ? about.group : groups?.find((known) => known.id === id);
    return found ? format.localized(found.name) : t('unknown_group');
  };

  const what: ApprovalWords['what'] = (approval) => {
    const { request, about } = approval;
    const counted = (count: number) => ({ count, number: format.number(count) });
    switch (request.act) {
      case 'deleteTag':
        return t('what_deleteTag', { tag: tag(approval, request.tagId) });
      case 'deleteGroup':
        return request.tags === 0
          ? t('what_deleteEmptyGroup', { group: group(approval, request.groupId) })
          : t('what_deleteGroup', { group: group(approval, request.groupId), ...counted(request.tags) });
      case 'mergeTags':
        return t('what_mergeTags', { tag: tag(approval, request.tagId), into: tag(approval, request.into) });
      case 'splitTag':
        return t('what_splitTag', { tag: tag(approval, request.tagId), ...counted(request.parts.length) });
      case 'share': {
        const { tagId, groupId = '', departmentId, level } = request.share;
        const terms = { department: department(approval, departmentId), level: t(`levels:level_${level}`) };
        if (tagId === undefined) return t('what_shareGroup', { group: group(approval, groupId), ...terms });
        return t('what_shareTag', { tag: tag(approval, tagId), ...terms });
      }
      case 'giveTag': {
        const { tagId, scope, ownerDepartmentId, groupId } = request;
        const changes = [
          ...(ownerDepartmentId === undefined
            ? []
            : [t('change_owner', { department: department(approval, ownerDepartmentId) })]),
          ...(scope ? [t('change_scope', { scope: t(`scope_${scope}`) })] : []),
          ...(groupId === undefined || groupId === null
            ? []
            : [t('change_group', { group: group(approval, groupId) })]),
          ...(groupId === null ? [t('change_no_group')] : []),
        ];
        return t('what_giveTag', { tag: tag(approval, tagId), changes: changes.join(t('change_comma')) });
      }
      case 'giveGroup': {
        const { groupId, parentId } = request;
        const name = group(approval, groupId);
        if (parentId === null) return t('what_liftGroup', { group: name });
        return t('what_giveGroup', { group: name, into: group(approval, parentId) });
      }
      case 'bulkTag':
        return t(request.bulk.stance === 'assert' ? 'what_bulkAssert' : 'what_bulkForbid', { tag: tag(approval) });
      case 'promoteFlow':
        return t('what_promoteFlow', { flow: about.flow?.name ?? t('unknown_flow') });
    }
  };

  const sentence: ApprovalWords['sentence'] = (approval) => {
    const { own, askedBy, about } = approval;
    const count = about.customers ?? 0;
    const touches = count > 0 ? t('touches', { count, number: format.number(count) }) : '';
    const asks = own
      ? t('asks_own', { what: what(approval) })
      : t('asks', { who: actorName(askedBy), what: what(approval) });
    return `${asks}${touches}`;
  };
  return { what, sentence, tag, group, department };
}
