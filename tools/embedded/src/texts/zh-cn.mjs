/** @type {typeof import('./en.mjs').en} */
export const zhCN = {
  creating: '正在创建数据库',
  recovering: (seconds) => `数据库正在恢复（${seconds} 秒）`,
  tryingAgain: (attempt, attempts) => `数据库还没有启动（第 ${attempt} 次，共 ${attempts} 次），正在重试`,
  stoppingLeftover: (pid) => `正在停止上次启动遗留的数据库（进程 ${pid}）`,
  notStarted: (logFile, lastLine) => `数据库没有启动。${logFile} 的最后一行：${lastLine}`,
  notCreated: (complaint) => `无法创建数据库：${complaint}`,
  wrongVersion: (folder, found, ours) =>
    `${folder} 由 PostgreSQL ${found} 写入，当前版本自带 ${ours}：请导出后再导入，或将 DATA_DIR 设为其他目录。`,
  inUse: (folder, pid) =>
    `DATA_DIR ${folder} 正在被${pid ? `进程 ${pid} ` : '其他进程'}使用：请先停止它，或将 DATA_DIR 设为其他目录。`,
  unsupported: (system, packageName) =>
    `没有适用于 ${system} 的内置 PostgreSQL（未安装 ${packageName}）：请将 DATABASE_URL 设为 PostgreSQL 15 或更高版本的地址。`,
};
