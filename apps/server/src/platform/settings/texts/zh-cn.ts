import type { en } from './en.js';

export const zhCN: typeof en = {
  hidden: '（已隐藏）',
  refused: (name, value, expected) => `${name}=${value}：${expected}`,
  port: '应为 1 到 65535 的整数',
  postgres: '应为以 postgres:// 或 postgresql:// 开头的地址',
  redis: '应为以 redis:// 或 rediss:// 开头的地址',
  secret: '至少需要 32 个字符',
  adminKey: '至少需要 24 个字符',
  onOrOff: '应为 on 或 off',
  timeZone: '应为时区，例如 Asia/Shanghai',
};
