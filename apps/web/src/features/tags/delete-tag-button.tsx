import type { Tag } from '@tagloom/contracts';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useDeleteTag } from './use-delete-tag';

interface DeleteTagButtonProps {
  tag: Pick<Tag, 'id' | 'name'>;
  onDeleted: () => void;
}

/** For other pages that show a tag. */
export function DeleteTagButton({ tag, onDeleted }: DeleteTagButtonProps) {
  const { t } = useTranslation('tags');
  const remove = useDeleteTag(onDeleted);
  return (
    <Button danger data-testid="delete-tag" onClick={() => remove(tag)}>
      {t('delete')}
    </Button>
  );
}
