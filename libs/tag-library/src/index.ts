export {
  DEFINITION_FIELDS,
  missingFields,
  type AnsweredFor,
  type DefinitionField,
} from './definitions/missing-fields.js';
export { LEAK_KINDS, type Leak, type LeakKind } from './leaks/leak.js';
export { leakMessage } from './leaks/leak-message.js';
export { scanForLeaks } from './leaks/scan-for-leaks.js';
export { checkName } from './names/check-name.js';
export type { NameProblem, NameProblemParams } from './names/name-problem.js';
export { DEFAULT_NAME_RULES, NAME_PROBLEM_CODES, type NameProblemCode, type NameRules } from './names/name-rules.js';
export { duplicateMessage } from './similar/duplicate-message.js';
export { buildNameIndex, type Named, type NameIndex, type NameIndexOptions } from './similar/name-index.js';
export { nearDuplicates, type DuplicateReason, type NearDuplicate } from './similar/near-duplicates.js';
export { keyFromName, searchText } from './similar/pinyin.js';
export { defaultMask, type MaskedField } from './masking/default-mask.js';
export { MASK_KINDS, MASKED, type MaskKind, type MaskRule } from './masking/mask-rule.js';
export { maskValue } from './masking/mask-value.js';
export { suppress } from './small-groups/suppress.js';
export { suppressTable, type SuppressedTable, type TableOptions } from './small-groups/suppress-table.js';
