import type {
  ApprovalRequest,
  CheckTagRequest,
  CreateTagRequest,
  TagCategory,
  TagDetail,
  TagKind,
  TagScopeKind,
  TagSensitivity,
  UpdateTagRequest,
} from '@tagloom/contracts';
import { localizedInput } from '@/platform/ui/localized-input';

/** What the form holds: texts where the contract has none or null, so that every input has a value. */
export interface TagFormValues {
  zh: string;
  en: string;
  meaning: string;
  purpose: string;
  positive: string[];
  negative: string[];
  category: TagCategory;
  kind: TagKind;
  values: string[];
  /** Empty for none. */
  groupId: string;
  scope: TagScopeKind;
  /** Empty for headquarters. */
  ownerDepartmentId: string;
  stewardId: string | undefined;
  sensitivity: TagSensitivity;
  validityDays: number | null;
  /** YYYY-MM-DD. */
  reviewAt: string | null;
  key: string;
  note: string;
}

/** Fields that two people can have changed differently, in the order of the form. */
export const TAG_FIELDS = [
  'zh',
  'en',
  'meaning',
  'purpose',
  'positive',
  'negative',
  'values',
  'groupId',
  'scope',
  'ownerDepartmentId',
  'stewardId',
  'sensitivity',
  'validityDays',
  'reviewAt',
] as const;
export type TagField = (typeof TAG_FIELDS)[number];

export const valuesOf = (tag: TagDetail): TagFormValues => ({
  zh: tag.name['zh-CN'],
  en: tag.name.en ?? '',
  meaning: tag.meaning,
  purpose: tag.purpose,
  positive: tag.examples.positive,
  negative: tag.examples.negative,
  category: tag.category,
  kind: tag.kind,
  values: tag.values,
  groupId: tag.groupId ?? '',
  scope: tag.scope,
  ownerDepartmentId: tag.ownerDepartmentId ?? '',
  stewardId: tag.stewardId ?? undefined,
  sensitivity: tag.sensitivity,
  validityDays: tag.validityDays,
  reviewAt: tag.reviewAt,
  key: tag.key,
  note: '',
});

export type Giving = Omit<Extract<ApprovalRequest, { act: 'giveTag' }>, 'act' | 'tagId'>;

export const isSame = (one: unknown, other: unknown): boolean =>
  JSON.stringify(one ?? null) === JSON.stringify(other ?? null);

const orNull = (text: string | undefined): string | null => (text === undefined || text === '' ? null : text);
const filled = (lines: readonly (string | undefined)[]): string[] =>
  lines.flatMap((line) => (line?.trim() ? [line.trim()] : []));
export const hasValues = (kind: TagKind): boolean => kind === 'one_of' || kind === 'many_of';

export function toCreate(values: TagFormValues): CreateTagRequest {
  const { zh, en, positive, negative, key, groupId, ownerDepartmentId, stewardId, meaning, purpose } = values;
  const { kind, category, scope, sensitivity, validityDays, reviewAt } = values;
  return {
    name: localizedInput(zh, en),
    meaning,
    kind,
    values: hasValues(kind) ? values.values : [],
    category,
    scope,
    purpose,
    examples: { positive: filled(positive), negative: filled(negative) },
    sensitivity,
    validityDays,
    reviewAt,
    stewardId: orNull(stewardId),
    ownerDepartmentId: orNull(ownerDepartmentId),
    ...(groupId !== '' && { groupId }),
    ...(key !== '' && { key }),
  };
}

/** Only what differs from the version that the form began with: what one did not touch is nobody's to overwrite. */
export function toUpdate(base: TagDetail, values: TagFormValues): UpdateTagRequest {
  const former = valuesOf(base);
  const differs = (...fields: TagField[]) =>
    fields.some((field) => !isSame(cleaned(former)[field], cleaned(values)[field]));
  return {
    ...(differs('zh', 'en') && { name: localizedInput(values.zh, values.en) }),
    ...(differs('meaning') && { meaning: values.meaning }),
    ...(differs('purpose') && { purpose: values.purpose }),
    ...(differs('positive', 'negative') && {
      examples: { positive: filled(values.positive), negative: filled(values.negative) },
    }),
    ...(differs('values') && { values: values.values }),
    ...(differs('groupId') && { groupId: orNull(values.groupId) }),
    ...(differs('scope') && { scope: values.scope }),
    ...(differs('ownerDepartmentId') && { ownerDepartmentId: orNull(values.ownerDepartmentId) }),
    ...(differs('stewardId') && { stewardId: orNull(values.stewardId) }),
    ...(differs('sensitivity') && { sensitivity: values.sensitivity }),
    ...(differs('validityDays') && { validityDays: values.validityDays }),
    ...(differs('reviewAt') && { reviewAt: values.reviewAt }),
    ...(values.note.trim() !== '' && { note: values.note.trim() }),
    revision: base.revision,
  };
}

/** Of a change, what gives the tag to others and may take a second person; nothing when there is none of it. */
export function givingOf({ scope, ownerDepartmentId, groupId }: UpdateTagRequest): Giving | undefined {
  const giving: Giving = {
    ...(scope !== undefined && scope !== 'personal' && { scope }),
    ...(ownerDepartmentId !== undefined && { ownerDepartmentId }),
    ...(groupId !== undefined && { groupId }),
  };
  return Object.keys(giving).length > 0 ? giving : undefined;
}

/** What is left of a change without that; nothing when it was all. */
export function withoutGiving(update: UpdateTagRequest): UpdateTagRequest | undefined {
  const { scope: _, ownerDepartmentId: __, groupId: ___, ...rest } = update;
  const { note: ____, revision: _____, ...changed } = rest;
  return Object.keys(changed).length > 0 ? rest : undefined;
}

const cleaned = (values: TagFormValues): TagFormValues => ({
  ...values,
  zh: values.zh.trim(),
  en: values.en.trim(),
  positive: filled(values.positive),
  negative: filled(values.negative),
});

/** What is looked at while one types. */
export function toCheck(values: TagFormValues, id: string | undefined): CheckTagRequest {
  return {
    name: localizedInput(values.zh, values.en),
    values: hasValues(values.kind) ? values.values : [],
    meaning: values.meaning,
    purpose: values.purpose,
    examples: { positive: filled(values.positive), negative: filled(values.negative) },
    category: values.category,
    ...(id !== undefined && { id }),
  };
}

export type Side = 'mine' | 'theirs';
export interface Conflict {
  field: TagField;
  mine: TagFormValues[TagField];
  theirs: TagFormValues[TagField];
  /** What nobody typed here gives way; what was typed stays until one decides otherwise. */
  chosen: Side;
}

/** Where the form and the version that somebody else saved meanwhile differ. */
export function conflictsOf(base: TagDetail, values: TagFormValues, now: TagDetail): Conflict[] {
  const [former, mine, theirs] = [cleaned(valuesOf(base)), cleaned(values), cleaned(valuesOf(now))];
  return TAG_FIELDS.filter((field) => !isSame(mine[field], theirs[field])).map((field) => ({
    field,
    mine: mine[field],
    theirs: theirs[field],
    chosen: isSame(former[field], mine[field]) ? 'theirs' : 'mine',
  }));
}
