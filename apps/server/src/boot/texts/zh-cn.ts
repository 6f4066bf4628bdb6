import type { en } from './en.js';

export const zhCN: typeof en = {
  connecting: '正在连接 PostgreSQL',
  notAnswering: 'PostgreSQL 还没有响应，正在重试',
  cannotConnect: (message) => `DATABASE_URL=（已隐藏）：无法连接 PostgreSQL：${message}`,
  needsSharedDatabase: 'DATABASE_URL：应为所有进程共用的 PostgreSQL 地址；内置数据库只能供一个进程使用。',
  startingDatabase: '正在启动内置的 PostgreSQL',
  fromDatabase: (line) => `PostgreSQL：${line}`,
  databaseNotAsked: (error) => `停止前无法查询数据库：${error}`,
  migrating: '正在更新数据库结构',
  migrated: (count) => `已执行 ${count} 个迁移`,
  startingApplication: '正在启动应用',
  portTaken: (port) => `端口 ${port} 已被占用。请停止占用它的程序，或将 PORT 设为其他数字。`,
  portForbidden: (port) => `使用端口 ${port} 需要更高的权限。请将 PORT 设为大于 1023 的数字。`,
  hostUnknown: (host) => `HOST=${host}：应为本机的地址，例如 127.0.0.1 或 0.0.0.0`,
  stopping: '正在停止',
  application: '应用',
  database: '数据库',
  notStopped: (part, error) => `${part}没有正常停止：${error}`,
};
