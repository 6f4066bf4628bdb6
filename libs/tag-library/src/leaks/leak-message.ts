import type { Locale } from '@tagloom/contracts';
import type { Leak, LeakKind } from './leak.js';

const KINDS: Record<LeakKind, Record<Locale, string>> = {
  email: { 'zh-CN': '邮箱地址', en: 'an e-mail address' },
  id_number: { 'zh-CN': '身份证号', en: 'an identity card number' },
  bank_card: { 'zh-CN': '银行卡号', en: 'a bank card number' },
  mobile: { 'zh-CN': '手机号', en: 'a mobile number' },
  phone: { 'zh-CN': '电话号码', en: 'a phone number' },
  passport: { 'zh-CN': '护照或通行证号', en: 'a passport or permit number' },
  wechat: { 'zh-CN': '微信号', en: 'a WeChat account' },
  qq: { 'zh-CN': 'QQ 号', en: 'a QQ number' },
  ip_address: { 'zh-CN': 'IP 地址', en: 'an IP address' },
  address: { 'zh-CN': '详细地址', en: 'a street address' },
};

/** What was found and what to do about it, for the person who wrote it. */
export function leakMessage({ kind, excerpt }: Leak): Record<Locale, string> {
  return {
    'zh-CN': `这里像是写了${KINDS[kind]['zh-CN']}（${excerpt}）。标签会被很多人看到，请删掉它；联系方式和证件信息应放在客户资料里。`,
    en: `This looks like ${KINDS[kind].en} (${excerpt}). Many people see tags, so remove it; contact and identity details belong in the customer's profile.`,
  };
}
