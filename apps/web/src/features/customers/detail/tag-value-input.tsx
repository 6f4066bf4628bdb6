import type { FactDefinition, Tag } from '@tagloom/contracts';
import { ValueInput } from '@/platform/ui/value-input';

/** The fact and the comparison whose input is the one for a value of this kind of tag. */
const INPUT = {
  one_of: { type: 'text', operator: 'equal' },
  many_of: { type: 'set', operator: 'containsAny' },
  number: { type: 'number', operator: 'equal' },
  date: { type: 'date', operator: 'equal' },
  text: { type: 'text', operator: 'equal' },
  flag: { type: 'boolean', operator: 'equal' },
} as const;

interface TagValueInputProps {
  tag: Tag;
  value: unknown;
  onChange: (value: unknown) => void;
}

export function TagValueInput({ tag, value, onChange }: TagValueInputProps) {
  const { type, operator } = INPUT[tag.kind];
  const fact: FactDefinition = {
    name: `tag.${tag.key}`,
    type,
    source: 'tag',
    label: tag.name,
    ...(tag.values.length > 0 && { options: tag.values.map((known) => ({ value: known, label: { 'zh-CN': known } })) }),
  };
  return <ValueInput fact={fact} operator={operator} value={value} onChange={onChange} />;
}
