/** @type {Record<string, string>} */
const ROLES = { admin: '管理员', designer: '规则设计', agent: '客服', compliance: '合规', viewer: '只读' };

/** @type {typeof import('./en.mjs').en} */
export const zhCN = {
  elapsed: (seconds) => `[${String(seconds).padStart(3)} 秒]`,
  still: (doing, seconds) => `… ${doing}（${seconds} 秒）`,
  portInvalid: (value) => `PORT=${value}：应为 1 到 65535 的整数`,
  portTaken: (port) => `端口 ${port} 已被占用。请停止占用它的程序，或换一个端口：PORT=${port + 1} npm start`,
  buildFresh: '构建已是最新',
  building: (apps) => `正在构建 ${apps.join('、')}`,
  built: (project) => `已构建 ${project}`,
  buildFailed: (output) => `构建失败：\n${output}`,
  buildIncomplete: (app, entry) => `构建失败：${app} 没有生成 ${entry}`,
  startingServer: '正在启动服务',
  ready: (url) => `已就绪：${url}`,
  notReady: (code, logFile) => `服务在就绪前退出（代码 ${code}），日志见 ${logFile}`,
  loadingDemo: '正在载入演示数据，页面已经可以使用',
  demoIncomplete: '演示数据没有全部载入，下次启动时会重试',
  accounts: (password) => `使用演示账号登录（密码均为 ${password}）：`,
  account: ({ email, name, roles }) =>
    `  ${email.padEnd(26)} ${name}：${roles.map(({ role, department }) => `${department ?? ''}${ROLES[role]}`).join('、')}`,
  running: (url) => `Tagloom 正在运行：${url}\n按 Ctrl-C 停止。`,
  stopping: '正在停止（再按一次 Ctrl-C 强制结束）',
  stopped: '已停止',
  endedUnexpectedly: (code) => `服务意外退出（代码 ${code}）`,
};
