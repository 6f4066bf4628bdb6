const number = (/** @type {number} */ value) => value.toLocaleString('zh-CN');

/** @type {typeof import('./en.mjs').en} */
export const zhCN = {
  noKey: (usage) => `缺少接口密钥：请用 --key 指定，或设置 TAGLOOM_ADMIN_KEY\n${usage}`,
  basics: (tags) => `部门、用户和 ${tags} 个标签已就绪`,
  reading: '正在读取订单明细',
  read: (lines) => `已读取 ${number(lines)} 行`,
  profiles: '客户资料',
  orders: '订单',
  sent: ({ what, done, all, rate, left }) =>
    `${what}：${number(done)} / ${number(all)}，每秒 ${number(rate)} 条，还需 ${left} 秒`,
  rejectedEvent: (id, reason) => `已拒绝 ${id}：${reason}`,
  evaluating: (events, metrics) => `正在计算：还有 ${number(events)} 个事件、${metrics} 个指标`,
  published: (flow, changed) => `已发布「${flow}」：${number(changed)} 处标签变化`,
  total: ({ lines, customers, accepted, duplicates, rejected }) =>
    `${number(customers)} 位客户的 ${number(lines)} 行订单明细：接收 ${number(accepted)} 个事件，${number(duplicates)} 个已存在，拒绝 ${rejected} 个`,
  rejectedLines: (lines, file) =>
    `${number(lines)} 行没有客户编号，已拒绝：见 ${file}，也可通过 GET /api/v1/demo/rejected-lines 下载`,
};
