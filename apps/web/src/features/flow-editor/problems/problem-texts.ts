import type { LocalizedText } from '@tagloom/contracts';

/** What an effect still lacks; like the problems that the rule engine words, in both languages at once. */
export const LACKS = {
  recipient: { 'zh-CN': '还没有选择接收人。', en: 'Nobody is chosen yet; choose one.' },
  message: { 'zh-CN': '还没有填写消息。', en: 'There is no message yet; enter one.' },
  title: { 'zh-CN': '还没有填写标题。', en: 'There is no title yet; enter one.' },
  text: { 'zh-CN': '还没有填写正文。', en: 'There is no text yet; enter one.' },
  url: { 'zh-CN': '链接要以 http:// 或 https:// 开头。', en: 'The link must begin with http:// or https://.' },
  endpoint: { 'zh-CN': '还没有选择 Webhook。', en: 'No webhook is chosen yet; choose one.' },
} as const satisfies Record<string, LocalizedText>;
export type Lack = keyof typeof LACKS;
