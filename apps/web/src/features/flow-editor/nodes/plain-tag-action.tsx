import { useTranslation } from 'react-i18next';
import { ActionTag, TagField, tagActionOf } from './action';
import { MembershipField } from './membership-fields';
import type { BodyProps, NodeSpec, SettingsProps } from './node-spec';

/** An action whose only parameter is the tag. */
export function plainTagAction(action: 'addTag' | 'removeTag', look: Pick<NodeSpec, 'icon' | 'pinyin'>): NodeSpec {
  function Body({ node, catalog }: BodyProps) {
    const { t } = useTranslation('flowEditor');
    const data = tagActionOf(node);
    if (!data) return null;
    return (
      <>
        {t(`body.${action}`)}
        <ActionTag catalog={catalog} tagKey={data.tag} />
      </>
    );
  }
  function Settings({ node, readOnly, update }: SettingsProps) {
    const data = tagActionOf(node);
    if (!data) return null;
    return (
      <>
        <TagField value={data.tag} readOnly={readOnly} onChange={(tag) => update({ ...data, tag })} />
        <MembershipField data={data} readOnly={readOnly} update={update} />
      </>
    );
  }
  return {
    ...look,
    group: 'action',
    create: () => ({ kind: 'action', data: { action, tag: '', membership: 'while' } }),
    owns: (node) => node.kind === 'action' && node.data.action === action,
    Body,
    Settings,
  };
}
