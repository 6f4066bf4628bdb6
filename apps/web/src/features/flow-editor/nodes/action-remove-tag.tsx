import { Minus } from 'lucide-react';
import { plainTagAction } from './plain-tag-action';

export const actionRemoveTag = plainTagAction('removeTag', { icon: Minus, pinyin: 'yichubiaoqian ycbq' });
