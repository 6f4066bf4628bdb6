import type { Locale } from '@tagloom/contracts';
import type { DuplicateReason, NearDuplicate } from './near-duplicates.js';

type Sentences = (name: string) => Record<Locale, string>;

const SENTENCES: Record<DuplicateReason, Sentences> = {
  same: (name) => ({ 'zh-CN': `已经有同名的「${name}」。`, en: `“${name}” exists already.` }),
  synonym: (name) => ({
    'zh-CN': `和已有的「${name}」意思相近，请确认不是同一个标签。`,
    en: `This means much the same as “${name}”, which exists already; make sure that it is not the same tag.`,
  }),
  pinyin: (name) => ({
    'zh-CN': `和已有的「${name}」读音相同或相近，请检查是否有错别字。`,
    en: `This sounds like “${name}”, which exists already; check for a wrong character.`,
  }),
  spelling: (name) => ({
    'zh-CN': `和已有的「${name}」只差一两个字，请确认不是同一个标签。`,
    en: `This is spelt almost like “${name}”, which exists already; make sure that it is not the same tag.`,
  }),
};

/** The warning about one near-duplicate. */
export const duplicateMessage = ({ reason, name }: NearDuplicate): Record<Locale, string> => SENTENCES[reason](name);
