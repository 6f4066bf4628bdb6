import { ZONE_OWNERS, type Flow } from '@tagloom/contracts';
import { audienceTags } from '../flow/audience.js';
import { isTimeZone } from '../time/local-day.js';
import type { Problems } from './problems.js';

function checkZone({ timeZone }: Flow, problems: Problems): void {
  if (timeZone === undefined || (ZONE_OWNERS as readonly string[]).includes(timeZone) || isTimeZone(timeZone)) return;
  problems.add(
    'wrong_time_zone',
    [],
    `没有「${timeZone}」这个时区，请填写如 Asia/Shanghai 的时区名称。`,
    `“${timeZone}” is no time zone; use a name such as Asia/Shanghai.`,
  );
}

function checkAudience(flow: Flow, problems: Problems): void {
  const missing = audienceTags(flow).filter((key) => problems.index && !problems.index.tag(key));
  if (missing.length > 0) {
    const keys = [...new Set(missing)];
    problems.add(
      'unknown_tag',
      [],
      `适用人群里的标签${keys.map((key) => `「${key}」`).join('、')}不存在，请重新选择。`,
      `The audience names ${keys.map((key) => `“${key}”`).join(', ')}, which do not exist; choose other tags.`,
    );
  }
  const { include = [], exclude = [] } = flow.audience ?? {};
  if (include.length === 0 || !include.every((key) => exclude.includes(key))) return;
  problems.add(
    'contradiction',
    [],
    '适用人群里要求的标签同时又被排除，这条规则不适用于任何人。',
    'Every tag that the audience asks for is excluded as well, so the rule is for nobody.',
    'warning',
  );
}

/** What is set for a flow as a whole: its calendar and its audience. */
export function checkSettings(flow: Flow, problems: Problems): void {
  checkZone(flow, problems);
  checkAudience(flow, problems);
}
