import type { Tag, TagDetail, TagGroup } from '@tagloom/contracts';
import { Drawer, Form } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '@/platform/api';
import { AskApproval, useApproval } from '@/platform/approvals';
import { useMe } from '@/platform/auth';
import { useFormat } from '@/platform/format';
import { FormDrawer } from '@/platform/ui/form-drawer';
import { CheckNotices } from './check-notices';
import { ConflictChoice } from './conflict-choice';
import { KeptFields } from './kept-fields';
import { MeaningFields } from './meaning-fields';
import { PlaceFields } from './place-fields';
import {
  conflictsOf,
  toCheck,
  valuesOf,
  type Conflict,
  type Side,
  type TagField,
  type TagFormValues,
} from './tag-form-values';
import { useCheck } from './use-check';
import { useSaveTag } from './use-save-tag';

interface TagFormProps {
  /** The tag to edit as it was when the form was opened; a new one when absent. */
  tag: TagDetail | undefined;
  /** Where a new tag goes unless one chooses otherwise. */
  place?: Partial<Pick<TagFormValues, 'category' | 'groupId'>>;
  groups: readonly TagGroup[];
  onSaved?: (tag: Tag) => void;
  onClose: () => void;
}

/** A definition as a form, looked over while one types. Giving the tag to others may take a second person. */
export function TagForm({ tag, place, groups, onSaved, onClose }: TagFormProps) {
  const { t } = useTranslation(['tags', 'approving']);
  const { localized } = useFormat();
  const { department } = useMe();
  const [form] = Form.useForm<TagFormValues>();
  const [base, setBase] = useState(tag);
  const [conflicts, setConflicts] = useState<Conflict[]>();
  const [initial] = useState<TagFormValues>(() =>
    tag ? valuesOf(tag) : { ...EMPTY, ...scopeFor(department), ...place },
  );
  const values: TagFormValues = { ...initial, ...Form.useWatch([], form) };
  const check = useCheck(toCheck(values, tag?.id)).data;
  const approval = useApproval('giveTag');
  // a wider scope is another's gain only sometimes, which the server finds out
  const gives =
    base !== undefined && base.scope !== 'personal' && values.ownerDepartmentId !== valuesOf(base).ownerDepartmentId;
  const put = (field: TagField, value: unknown) => form.setFieldValue(field, value);
  const save = useSaveTag({
    base,
    isWaiting: approval.needed && gives,
    onGiving: (giving, saved) => {
      if (saved) onSaved?.(saved);
      approval.ask({ act: 'giveTag', tagId: base?.id ?? '', ...giving });
    },
    onSaved: (saved) => {
      onSaved?.(saved);
      onClose();
    },
    onConflict: (now, mine) => {
      const found = base ? conflictsOf(base, mine, now) : [];
      for (const { field, theirs, chosen } of found) if (chosen === 'theirs') put(field, theirs);
      setConflicts(found);
      setBase(now);
    },
  });
  const choose = (field: TagField, side: Side) => {
    const conflict = conflicts?.find((known) => known.field === field);
    if (!conflict) return;
    put(field, conflict[side]);
    setConflicts(conflicts?.map((known) => (known === conflict ? { ...known, chosen: side } : known)));
  };
  const isConflict = save.error instanceof ApiError && save.error.code === 'revision_conflict';
  const blocked = (check?.leaks.length ?? 0) > 0 || (!tag && (check?.problems.length ?? 0) > 0);
  const title = tag ? t('edit_title', { name: localized(tag.name) }) : t('new_tag');
  if (approval.asking)
    return (
      <Drawer open size={560} title={title} onClose={onClose}>
        <AskApproval
          request={approval.asking}
          reason={values.note}
          onBack={save.data?.tag ? undefined : approval.back}
          onClose={onClose}
        />
      </Drawer>
    );
  return (
    <FormDrawer<TagFormValues>
      title={title}
      failure={t('title')}
      size={560}
      form={form}
      initial={initial}
      pending={save.isPending}
      submit={gives && approval.needed ? t('approving:send') : undefined}
      blocked={blocked}
      error={isConflict ? null : save.error}
      testId="save-tag"
      onSubmit={(submitted) => save.mutate({ ...initial, ...submitted })}
      onClose={onClose}
    >
      {conflicts && <ConflictChoice conflicts={conflicts} groups={groups} onChoose={choose} />}
      <CheckNotices check={check} />
      <MeaningFields isNew={!tag} kind={values.kind} />
      <PlaceFields
        tag={base}
        groups={groups}
        category={values.category}
        onCategory={() => form.setFieldValue('groupId', '')}
      />
      <KeptFields isNew={!tag} />
    </FormDrawer>
  );
}

const EMPTY: TagFormValues = {
  zh: '',
  en: '',
  meaning: '',
  purpose: '',
  positive: [],
  negative: [],
  category: 'behavior',
  kind: 'flag',
  values: [],
  groupId: '',
  scope: 'enterprise',
  ownerDepartmentId: '',
  stewardId: undefined,
  sensitivity: 'internal',
  validityDays: null,
  reviewAt: null,
  key: '',
  note: '',
};

/** A department makes tags for itself, headquarters for everybody, unless they say otherwise. */
const scopeFor = (department: { id: string } | null): Pick<TagFormValues, 'scope' | 'ownerDepartmentId'> => ({
  scope: department ? 'department' : 'enterprise',
  ownerDepartmentId: department?.id ?? '',
});
