import { useMutation } from '@tanstack/react-query';
import {
  TAG_CATEGORIES,
  type CreateTagGroupRequest,
  type TagCategory,
  type TagGroup,
  type UpdateTagGroupRequest,
} from '@tagloom/contracts';
import { App, Form, Input, Select, Switch } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '@/platform/api';
import { askApproval, isApprovalRequired } from '@/platform/approvals';
import { useFormat } from '@/platform/format';
import { FormDrawer } from '@/platform/ui/form-drawer';
import { localizedInput } from '@/platform/ui/localized-input';
import { NameFields, type Names } from '@/platform/ui/name-fields';
import { useTagsChanged } from '../tags-queries';
import { GroupSelect, TOP } from './group-select';
import { branchOf } from './group-tree';

interface GroupForm extends Names {
  key?: string;
  category: TagCategory;
  parentId: string;
  exclusive: boolean;
}

interface Saved {
  group: TagGroup | undefined;
  moves?: boolean;
}

interface GroupDrawerProps {
  /** The one to rename or move; a new one when absent. */
  group: TagGroup | undefined;
  /** Where a new one goes unless one chooses otherwise. */
  place?: { category?: TagCategory; parentId?: string };
  groups: readonly TagGroup[];
  onSaved?: (group: TagGroup) => void;
  onClose: () => void;
}

/** The name of a group, and what it is in. */
export function GroupDrawer({ group, place, groups, onSaved, onClose }: GroupDrawerProps) {
  const { t } = useTranslation(['tags', 'ui', 'common']);
  const { localized } = useFormat();
  const { message } = App.useApp();
  const tagsChanged = useTagsChanged();
  const [form] = Form.useForm<GroupForm>();
  // what was seen when the form was opened, also when the list is read again meanwhile
  const [seen] = useState(group);
  const [initial] = useState<GroupForm>(() => ({
    zh: group?.name['zh-CN'] ?? '',
    en: group?.name.en,
    category: group?.category ?? place?.category ?? 'behavior',
    parentId: (group ? group.parentId : place?.parentId) ?? TOP,
    exclusive: false,
  }));
  const category = Form.useWatch('category', form) ?? initial.category;
  const save = useMutation({
    mutationFn: (values: GroupForm) => (seen ? update(seen, values) : create(values)),
    onSuccess: ({ group: saved, moves }, { parentId }) => {
      if (saved) {
        void message.success(seen ? t('saved') : t('created', { name: localized(saved.name) }));
        void tagsChanged();
        onSaved?.(saved);
      }
      onClose();
      if (seen && moves)
        askApproval({
          request: { act: 'giveGroup', groupId: seen.id, parentId: parentOf(parentId) },
          title: t('move_group_title', { name: localized(seen.name) }),
        });
    },
  });
  const title = group ? t('edit_group') : t('new_group');
  return (
    <FormDrawer<GroupForm>
      title={title}
      failure={title}
      form={form}
      initial={initial}
      pending={save.isPending}
      error={save.error}
      testId="save-group"
      onSubmit={(values) => save.mutate({ ...initial, ...values })}
      onClose={onClose}
    >
      <NameFields max={30} required={t('name_required')} autoFocus />
      {!group && (
        <Form.Item name="category" label={t('category')}>
          <Select
            options={TAG_CATEGORIES.map((value) => ({ value, label: t(`common:category_${value}`) }))}
            onChange={() => form.setFieldValue('parentId', TOP)}
          />
        </Form.Item>
      )}
      <Form.Item name="parentId" label={t('parent_group')} extra={t('parent_group_hint')}>
        <GroupSelect
          groups={groups}
          category={category}
          top={t('top_of', { category: t(`common:category_${category}`) })}
          refused={group ? branchOf(groups, group.id) : undefined}
        />
      </Form.Item>
      {!group && (
        <>
          <Form.Item name="exclusive" valuePropName="checked" label={t('exclusive_switch')}>
            <Switch />
          </Form.Item>
          <Form.Item
            name="key"
            label={t('key')}
            extra={`${t('key_hint')}${t('key_auto')}`}
            rules={[{ pattern: /^[a-z][a-z0-9_]{0,59}$/, message: t('key_hint') }]}
          >
            <Input />
          </Form.Item>
        </>
      )}
    </FormDrawer>
  );
}

const parentOf = (parentId: string): string | null => (parentId === TOP ? null : parentId);

async function create({ zh, en, key, category, parentId, exclusive }: GroupForm): Promise<Saved> {
  const body: CreateTagGroupRequest = {
    name: localizedInput(zh, en),
    category,
    exclusive,
    parentId: parentOf(parentId),
    ...(key && { key }),
  };
  return { group: await api.post<TagGroup>('/tag-groups', body) };
}

/** Where the group is put may take a second person: then the name is saved without it, and `moves` is left to ask for. */
async function update(seen: TagGroup, { zh, en, parentId }: GroupForm): Promise<Saved> {
  const name = localizedInput(zh, en);
  const isMoved = parentOf(parentId) !== seen.parentId;
  const patch = (body: UpdateTagGroupRequest) =>
    api.patch<TagGroup>(`/tag-groups/${seen.id}`, { ...body, revision: seen.revision });
  try {
    return { group: await patch({ name, ...(isMoved && { parentId: parentOf(parentId) }) }) };
  } catch (error) {
    if (!isApprovalRequired(error)) throw error;
    const isRenamed = name['zh-CN'] !== seen.name['zh-CN'] || name.en !== seen.name.en;
    return { group: isRenamed ? await patch({ name }) : undefined, moves: true };
  }
}
