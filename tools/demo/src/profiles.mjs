import { CHANNEL } from './order-event.mjs';

const SURNAMES = '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕';
const GIVEN = {
  女: [
    '婷',
    '静怡',
    '雨桐',
    '欣妍',
    '丽',
    '雪梅',
    '佳琪',
    '思雨',
    '晓燕',
    '敏',
    '诗涵',
    '梦瑶',
    '慧',
    '芳',
    '若曦',
    '依诺',
    '颖',
    '玉兰',
    '可馨',
    '雅文',
  ],
  男: [
    '伟',
    '浩然',
    '子轩',
    '俊杰',
    '强',
    '宇航',
    '建国',
    '明',
    '志远',
    '磊',
    '博文',
    '天佑',
    '鹏',
    '家豪',
    '思远',
    '睿',
    '文斌',
    '涛',
    '嘉诚',
    '国栋',
  ],
};
const CITIES = [
  '上海',
  '北京',
  '广州',
  '深圳',
  '杭州',
  '成都',
  '南京',
  '武汉',
  '西安',
  '苏州',
  '重庆',
  '长沙',
  '青岛',
  '厦门',
  '天津',
  '郑州',
  '宁波',
  '昆明',
  '沈阳',
  '合肥',
];
const OCCUPATIONS = [
  '店主',
  '采购',
  '教师',
  '设计师',
  '护士',
  '工程师',
  '会计',
  '自由职业',
  '销售',
  '公务员',
  '学生',
  '全职妈妈',
  '医生',
  '餐饮业',
  '退休',
];

/** A fixed seed: the same customer is the same person on every machine. */
const SEED = 20_111_209;

/** mulberry32, by Tommy Ettinger: small, and good enough for invented people. @param {number} seed */
function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/**
 * An invented person for a customer number of the file, which has no personal data.
 *
 * @param {string} customer
 */
export function inventedProfile(customer) {
  const next = random(SEED + Number(customer) * 7919);
  const pick = (/** @type {ArrayLike<string>} */ list) => list[Math.floor(next() * list.length)];
  const gender = next() < 0.62 ? '女' : '男';
  const born = new Date(Date.UTC(1950 + Math.floor(next() * 55), 0, 1 + Math.floor(next() * 365)));
  // The square favours the big cities at the head of the list.
  const city = CITIES[Math.floor(next() ** 2 * CITIES.length)];
  return {
    customer: { channel: CHANNEL, externalId: customer },
    invented: true,
    fields: {
      name: pick(SURNAMES) + pick(GIVEN[gender]),
      gender,
      birthday: born.toISOString().slice(0, 10),
      city,
      // A block that is used for examples everywhere, with the customer's own number in it.
      phone: `1380000${customer.slice(-4).padStart(4, '0')}`,
      occupation: pick(OCCUPATIONS),
    },
  };
}
