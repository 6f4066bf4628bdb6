import type { Flow } from '@tagloom/contracts';
import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/platform/format';
import { TagChip } from '@/platform/ui/tag-chip';
import { ZoneSelect } from '@/platform/ui/zone-select';
import { useEditor } from '../editor-context';
import { useGraph, useGraphStore } from '../store/use-graph';
import { withAudience } from './audience';
import { Field } from './field';

/** What holds for the rule as a whole: for whom it is, and whose calendar counts. */
export function FlowSettingsFields() {
  const { t } = useTranslation('flowEditor');
  const store = useGraphStore();
  const audience = useGraph(({ flow }) => flow.audience);
  const timeZone = useGraph(({ flow }) => flow.timeZone);
  const readOnly = useGraph((state) => state.readOnly);
  const change = (part: keyof NonNullable<Flow['audience']>) => (tags: string[]) =>
    store.getState().set({ audience: withAudience(audience, part, tags) });
  return (
    <>
      <Field label={t('inspector.include')} note={t('inspector.includeNote')}>
        <Tags
          label={t('inspector.include')}
          value={audience?.include}
          readOnly={readOnly}
          onChange={change('include')}
        />
      </Field>
      <Field label={t('inspector.exclude')} note={t('inspector.excludeNote')}>
        <Tags
          label={t('inspector.exclude')}
          value={audience?.exclude}
          readOnly={readOnly}
          onChange={change('exclude')}
        />
      </Field>
      <Field label={t('inspector.timeZone')} note={t('inspector.timeZoneNote')}>
        <div data-testid="flow-zone">
          <ZoneSelect
            value={timeZone}
            disabled={readOnly}
            onChange={(next) => store.getState().set({ timeZone: next })}
          />
        </div>
      </Field>
    </>
  );
}

interface TagsProps {
  label: string;
  value: string[] | undefined;
  readOnly: boolean;
  onChange(tags: string[]): void;
}

function Tags({ label, value = [], readOnly, onChange }: TagsProps) {
  const { t } = useTranslation('flowEditor');
  const { localized } = useFormat();
  const { catalog } = useEditor();
  return (
    <Select
      mode="multiple"
      style={{ width: '100%' }}
      disabled={readOnly}
      aria-label={label}
      placeholder={t('inspector.anyTag')}
      showSearch={{ optionFilterProp: 'search' }}
      value={value}
      maxCount={50}
      options={catalog.tags.map((tag) => ({
        value: tag.key,
        label: <TagChip tag={tag} />,
        search: `${localized(tag.name)} ${tag.key}`,
      }))}
      onChange={onChange}
    />
  );
}
