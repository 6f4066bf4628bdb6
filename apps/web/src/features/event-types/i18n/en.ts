import type { Translation } from '@/platform/i18n/translation';
import type { zhCN } from './zh-CN';

export const en: Translation<typeof zhCN> = {
  title: 'Event types',
  empty: 'No events yet',
  empty_hint: 'The first event of a type is remembered here with its properties; then you can give them names.',
  name: 'Name',
  properties: 'Properties',
  last_seen: 'Last one',
  learned: 'learned',
  edit: 'Edit',
  edit_title: 'Edit “{{name}}”',
  property: 'Property',
  type: 'Type',
  label_zh: 'Chinese name',
  label_en: 'English name',
  unit_zh: 'Unit',
  unit_en: 'English unit',
  type_number: 'number',
  type_text: 'text',
  type_boolean: 'yes or no',
  type_date: 'date',
  type_set: 'several texts',
  no_properties: 'This type of event has no properties',
  no_recent: 'none recently',
  name_required: 'Enter a name',
  saved: 'Saved',
};
