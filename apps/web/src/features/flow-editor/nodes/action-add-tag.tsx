import { Tag } from 'lucide-react';
import { plainTagAction } from './plain-tag-action';

export const actionAddTag = plainTagAction('addTag', { icon: Tag, pinyin: 'dabiaoqian dbq' });
