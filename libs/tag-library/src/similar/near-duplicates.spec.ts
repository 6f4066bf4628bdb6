import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { buildNameIndex, duplicateMessage, nearDuplicates } from '../index.js';
import { DIFFERENT, DUPLICATES } from '../testing/duplicate-examples.js';
import { SYNONYM_GROUPS } from './synonym-groups.js';

const named = (...names: string[]) => names.map((name, at) => ({ id: String(at + 1), name: { 'zh-CN': name } }));

describe('near-duplicates', () => {
  it.each(DUPLICATES)('takes %j and %j for one: %s', (one, other, reason) => {
    expect(nearDuplicates(one, named(other)).map((found) => found.reason)).toEqual([reason]);
    expect(nearDuplicates(other, named(one)).map((found) => found.reason)).toEqual([reason]);
  });

  it.each(DIFFERENT)('takes %j and %j for two', (one, other) => {
    expect(nearDuplicates(one, named(other))).toEqual([]);
    expect(nearDuplicates(other, named(one))).toEqual([]);
  });

  it('compares every language with every other and names the one that is alike', () => {
    const existing = [{ id: '7', name: { 'zh-CN': '金主', en: 'High value' } }];
    expect(nearDuplicates({ 'zh-CN': '核心客户', en: 'Gold' }, existing)).toEqual([
      { id: '7', name: 'High value', reason: 'synonym', similarity: 0.9 },
    ]);
  });

  it('puts the most alike first', () => {
    const found = nearDuplicates('高价值客户', named('VIP客户', '高价直客户', '高價值客戶', '新客'));
    expect(found.map(({ id, reason }) => [id, reason])).toEqual([
      ['3', 'same'],
      ['2', 'pinyin'],
      ['1', 'synonym'],
    ]);
  });

  it('takes the synonyms of a company on top, also when they join two meanings', () => {
    expect(nearDuplicates('金主', named('高价值客户'))).toEqual([]);
    const index = buildNameIndex(named('高价值客户', '老客户'), { synonyms: [['金主', '核心']] });
    expect(nearDuplicates('金主', index).map(({ id }) => id)).toEqual(['1']);
    const joined = buildNameIndex(named('高价值客户', '老客户'), { synonyms: [['VIP', '常客']] });
    expect(nearDuplicates('贵宾', joined).map(({ id }) => id)).toEqual(['1', '2']);
  });

  it('reads again only what is new in an index', () => {
    const before = buildNameIndex(named('高价值客户', '老客户'));
    const after = buildNameIndex(named('新来的', '老客户'), { previous: before });
    expect(after.names[1]!.form).toBe(before.names[1]!.form);
    expect(after.names.map(({ text }) => text)).toEqual(['新来的', '老客户']);
    const other = buildNameIndex(named('老客户'), { previous: before, synonyms: [['老客', '元老']] });
    expect(nearDuplicates('元老', other).map(({ id }) => id)).toEqual(['1']);
  });

  it('has no word in two meanings', () => {
    const words = SYNONYM_GROUPS.flat();
    expect(words.filter((word, at) => words.indexOf(word) !== at)).toEqual([]);
    expect(SYNONYM_GROUPS.length).toBeGreaterThanOrEqual(60);
  });

  it('finds a name itself, whatever it is, and is the same both ways', () => {
    const part = fc.constantFrom(
      '高',
      '低',
      '价值',
      '客户',
      '未',
      '购买',
      'VIP',
      '30',
      '天',
      '新',
      '北京',
      'active',
      ' ',
      '不',
    );
    const name = fc.array(part, { minLength: 1, maxLength: 6 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(name, name, (one, other) => {
        if (one.trim()) expect(nearDuplicates(one, named(one))[0]?.reason).toBe('same');
        const [there] = nearDuplicates(one, named(other));
        const [back] = nearDuplicates(other, named(one));
        expect(back?.reason).toBe(there?.reason);
        expect(back?.similarity).toBe(there?.similarity);
      }),
    );
  });

  it('takes any text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 30 }),
        fc.string({ unit: 'grapheme', maxLength: 30 }),
        (one, other) => {
          expect(Array.isArray(nearDuplicates(one, named(other)))).toBe(true);
        },
      ),
    );
  });

  it('says in both languages what is alike', () => {
    for (const [one, other] of DUPLICATES) {
      const message = duplicateMessage(nearDuplicates(one, named(other))[0]!);
      expect(message['zh-CN']).toContain(`「${other}」`);
      expect(message.en).toContain(`“${other}”`);
    }
  });
});

describe('speed', () => {
  it('compares a name with 2,000 others in at most 5 ms', () => {
    const areas = ['北京', '上海', '广州', '深圳', '杭州', '成都', '武汉', '西安', '南京', '青岛'];
    const things = ['面膜', '口红', '手机', '母婴', '图书', '家电', '运动鞋', '零食', '咖啡', '宠物'];
    const doing = [
      '爱好者',
      '购买过',
      '加购未支付',
      '收藏',
      '投诉客户',
      '咨询',
      '浏览30天',
      '复购',
      '退货',
      '高价值',
      '流失',
      '新客',
      '会员',
      '活跃',
      '静默',
      '好评',
      '差评',
      '领券',
      '分享',
      '到店',
    ];
    const names = areas.flatMap((area) => things.flatMap((thing) => doing.map((action) => area + thing + action)));
    const index = buildNameIndex(named(...names));
    let best = Infinity;
    // The best of some counts, in CPU time, as other work shares the machine.
    for (let run = 0; run < 100 && best > 5; run++) {
      const start = process.cpuUsage();
      nearDuplicates('北京面膜爱号者', index);
      const { user, system } = process.cpuUsage(start);
      best = Math.min(best, (user + system) / 1000);
    }
    expect(names).toHaveLength(2000);
    expect(best).toBeLessThanOrEqual(5);
  });
});
