import type { ErrorCode, Locale } from '@tagloom/contracts';
import type { DomainError } from '../../platform/errors/domain-error.js';
import type { Moment } from './schedules.repository.js';

interface Texts {
  title: Record<Moment, string>;
  why: Partial<Record<ErrorCode, string>>;
  /** Why a review, where every version takes two people whatever it reaches. */
  everyVersion: string;
}

const ZH: Texts = {
  title: { publish: '定时发布没有执行', expire: '定时停用没有执行' },
  why: {
    revision_conflict: '排期之后草稿又有改动。请确认新内容，再重新排期。',
    flow_loop: '它和其他规则互相等待对方的标签，形成了循环。',
    flow_conflict: '排期之后发布的另一条规则和它的动作相反。请确认两条规则，再重新排期。',
    flow_not_published: '到时间时规则没有在运行，不需要停用。',
    golden_failed: '有黄金样例没有得到预期结果。',
    review_required: '影响的客户较多，需要另一位同事先审核。',
    forbidden: '排期的人已经没有发布权限。',
    conflict: '规则正在停用，还没有结束。',
  },
  everyVersion: '每次发布都需要另一位同事先审核这一版内容。',
};
const EN: Texts = {
  title: { publish: 'A scheduled publication did not happen', expire: 'A scheduled end did not happen' },
  why: {
    revision_conflict: 'The draft was edited after it was scheduled. Look at it, then schedule it again.',
    flow_loop: 'It and other rules wait for each other’s tags in a circle.',
    flow_conflict: 'A rule that was published since then does the opposite. Look at both, then schedule it again.',
    flow_not_published: 'The rule was not running by then; there was nothing to stop.',
    golden_failed: 'Golden customers did not come out as expected.',
    review_required: 'It would change many customers, so a second person has to look first.',
    forbidden: 'Whoever scheduled it may not publish any more.',
    conflict: 'The rule was still being stopped.',
  },
  everyVersion: 'Every version takes a second person, who has to look at it first.',
};

/** What a person reads about a refusal. Problems of a flow are in their language already. */
export function refusalText(moment: Moment, error: DomainError, locale: Locale): { title: string; text: string } {
  const texts = locale === 'zh-CN' ? ZH : EN;
  const isEvery = error.code === 'review_required' && error.details.params?.fourEyes === true;
  return { title: texts.title[moment], text: isEvery ? texts.everyVersion : (texts.why[error.code] ?? error.message) };
}
