/** @param {string} zh @param {string} en */
const text = (zh, en) => ({ 'zh-CN': zh, en });

/** Groups with their tags. The four categories: basic attribute, behaviour, value, preference. */
export const TAG_GROUPS = [
  {
    key: 'lifecycle',
    name: text('生命周期', 'Lifecycle'),
    category: 'behavior',
    exclusive: true,
    tags: [
      {
        key: 'lifecycle_lead',
        name: text('潜客', 'Lead'),
        meaning: '留下了资料，还没有下过单。',
        purpose: '新客转化前的跟进',
      },
      {
        key: 'lifecycle_new',
        name: text('新客', 'New customer'),
        meaning: '首次下单不超过 30 天。',
        purpose: '首单后的欢迎和引导',
      },
      {
        key: 'lifecycle_active',
        name: text('活跃用户', 'Active'),
        meaning: '最近 60 天内下过单的老客户。',
        purpose: '日常运营的主要人群',
      },
      {
        key: 'lifecycle_dormant',
        name: text('沉默用户', 'Dormant'),
        meaning: '61 到 180 天没有下单。',
        purpose: '唤醒活动圈人',
      },
      {
        key: 'lifecycle_lost',
        name: text('流失用户', 'Lost'),
        meaning: '超过 180 天没有下单。',
        purpose: '流失分析，不再做高频触达',
      },
    ],
  },
  {
    key: 'profile',
    name: text('基本属性', 'Profile'),
    category: 'basic',
    tags: [
      {
        key: 'birthday_soon',
        name: text('生日将至', 'Birthday soon'),
        meaning: '未来 7 天内过生日。',
        purpose: '生日关怀',
        sensitivity: 'sensitive',
      },
      {
        key: 'overseas',
        name: text('海外客户', 'Overseas'),
        meaning: '常用收货国家不是英国。',
        purpose: '物流和时区相关的提醒',
        sensitivity: 'public',
      },
      {
        key: 'key_account',
        name: text('重点客户', 'Key account'),
        meaning: '由销售指定，专人跟进。',
        purpose: '大客户专人跟进',
        sensitivity: 'sensitive',
      },
    ],
  },
  {
    key: 'buying',
    name: text('购买行为', 'Buying behaviour'),
    category: 'behavior',
    tags: [
      {
        key: 'frequent_buyer',
        name: text('高频购买', 'Frequent buyer'),
        meaning: '近 90 天至少下了 4 单。',
        purpose: '会员等级和权益',
      },
      {
        key: 'returns_heavy',
        name: text('退货偏多', 'Returns heavy'),
        meaning: '近 180 天退货多，或退货多过复购。',
        purpose: '售后改进，营销前降频',
      },
      {
        key: 'quality_seeker',
        name: text('品质追求者', 'Quality seeker'),
        meaning: '近 90 天里连续两周都下过单。',
        purpose: '新品试用邀请',
      },
      {
        key: 'spending_up',
        name: text('消费上升', 'Spending more'),
        meaning: '本月到今天为止，已经比上个月全月花得多。',
        purpose: '交叉销售的时机',
      },
      {
        key: 'complained',
        name: text('有过投诉', 'Complained'),
        meaning: '客服记录过投诉，营销前先看记录。',
        purpose: '营销前的避让',
        sensitivity: 'sensitive',
      },
    ],
  },
  {
    key: 'worth',
    name: text('客户价值', 'Customer value'),
    category: 'value',
    tags: [
      {
        key: 'high_value',
        name: text('高价值客户', 'High value'),
        meaning: '最近买过、买得多、花得多，三项加权达到 60%。',
        purpose: '资源优先分配',
      },
      {
        key: 'high_value_quiet',
        name: text('高价值-低活跃', 'High value, quiet'),
        meaning: '累计消费高，但近 90 天没有下单，值得唤醒。',
        purpose: '高价值客户唤醒',
      },
      {
        key: 'rfm_champion',
        name: text('重要价值客户', 'Champion'),
        meaning: '最近买过、买得频繁、花得多，三项都在平均线以上（RFM）。',
        purpose: '客户分层报表',
      },
      { key: 'big_basket', name: text('大单客户', 'Big basket'), meaning: '平均客单价高。', purpose: '大单专享报价' },
    ],
  },
  {
    key: 'taste',
    name: text('偏好', 'Preferences'),
    category: 'preference',
    tags: [
      {
        key: 'wholesale',
        name: text('批发采购', 'Wholesale'),
        meaning: '成箱采购，适合批发价目表。',
        purpose: '批发价目表投放',
      },
      {
        key: 'gift_lover',
        name: text('礼品偏好', 'Likes gifts'),
        meaning: '常买礼品和节日用品。',
        purpose: '节日礼品推荐',
        sensitivity: 'public',
      },
      {
        key: 'contact_channel',
        name: text('联系偏好', 'Preferred channel'),
        meaning: '客户希望用哪种方式联系。',
        purpose: '选择触达方式',
        kind: 'one_of',
        values: ['微信', '电话', '邮件', '短信'],
      },
      {
        key: 'do_not_disturb',
        name: text('勿扰', 'Do not disturb'),
        meaning: '客户不希望收到营销信息。',
        purpose: '营销排除',
      },
    ],
  },
];
