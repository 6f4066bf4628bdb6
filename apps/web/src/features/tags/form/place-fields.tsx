import { TAG_CATEGORIES, TAG_SCOPES, type TagCategory, type TagDetail, type TagGroup } from '@tagloom/contracts';
import { Form, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useMe } from '@/platform/auth';
import { useCatalog } from '@/platform/catalog';
import { GroupSelect } from '../library/group-select';
import styles from './form.module.css';

interface PlaceFieldsProps {
  /** The tag that is edited; absent for a new one. */
  tag: TagDetail | undefined;
  groups: readonly TagGroup[];
  category: TagCategory;
  onCategory: () => void;
}

/** Where the tag stands in the library, whose it is, and who answers for it. */
export function PlaceFields({ tag, groups, category, onCategory }: PlaceFieldsProps) {
  const { t } = useTranslation(['tags', 'ui', 'common']);
  const { department } = useMe();
  const { departments = [], users = [] } = useCatalog();
  const mayGive = !tag || tag.isOwner;
  // only wider: what others use of it would break
  const widths = [...TAG_SCOPES].reverse();
  const scopes = widths.slice(tag ? widths.indexOf(tag.scope) : 0);
  const headquarters = department === null || tag?.ownerDepartmentId === null;
  return (
    <>
      <h3 className={styles.section}>{t('section_place')}</h3>
      <div className={styles.pair}>
        {!tag && (
          <Form.Item name="category" label={t('category')}>
            <Select
              options={TAG_CATEGORIES.map((value) => ({ value, label: t(`common:category_${value}`) }))}
              onChange={onCategory}
            />
          </Form.Item>
        )}
        <Form.Item name="groupId" label={t('group')}>
          <GroupSelect groups={groups} category={category} top={t('no_group')} />
        </Form.Item>
        {mayGive && (
          <>
            <Form.Item name="scope" label={t('scope')}>
              <Select options={scopes.map((value) => ({ value, label: t(`scope_${value}`) }))} />
            </Form.Item>
            <Form.Item name="ownerDepartmentId" label={t('owner')}>
              <Select
                showSearch={{ optionFilterProp: 'label' }}
                options={[
                  ...(headquarters ? [{ value: '', label: t('ui:headquarters') }] : []),
                  ...departments.map(({ id, name }) => ({ value: id, label: name })),
                ]}
              />
            </Form.Item>
          </>
        )}
        <Form.Item name="stewardId" label={t('steward')}>
          <Select
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            placeholder={t('steward_none')}
            options={users.map(({ id, name }) => ({ value: id, label: name }))}
          />
        </Form.Item>
      </div>
    </>
  );
}
