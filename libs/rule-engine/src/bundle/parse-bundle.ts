import { FlowBundle } from '@tagloom/contracts';
import { FlowError, refuse } from '../errors/flow-error.js';
import { parseFlow, parseJson } from '../flow/parse-flow.js';
import { checkJson } from '../json-rules/check-json.js';
import { isRecord } from '../json-rules/rule-context.js';

const MAX_PROBLEMS = 50;

function assertUnique(bundle: FlowBundle): void {
  const { tags, tagGroups, metrics, rfm, eventTypes, profileFields } = bundle;
  const names = eventTypes.map(({ name }) => ({ key: name }));
  for (const items of [tags, tagGroups, metrics, rfm, names, profileFields]) {
    const keys = items.map(({ key }) => key);
    const twice = keys.find((key, at) => keys.indexOf(key) !== at);
    if (twice !== undefined)
      refuse(
        'malformed',
        [],
        `流程包里有两个「${twice}」，无法确定用哪一个。`,
        `The bundle has two of “${twice}”; it is not clear which one is meant.`,
      );
  }
}

/**
 * Reads a flow bundle from JSON text or a parsed value. Throws FlowError: with the nodes when the flow in it is at fault,
 * else with the place in the bundle. Whether the flow makes sense is for `validateFlow`, once it is mapped.
 */
export function parseBundle(json: unknown): FlowBundle {
  const value = typeof json === 'string' ? parseJson(json) : json;
  if (!isRecord(value) || value.format !== 'tagloom-flow')
    return refuse('malformed', [], '这不是一个流程包。', 'This is no flow bundle.');
  if (value.version !== 1)
    return refuse(
      'malformed',
      [],
      '流程包来自更新的版本，请先升级系统。',
      'The bundle was made by a newer version; upgrade this system first.',
    );
  checkJson(value);
  const flow = parseFlow(value.flow);
  const result = FlowBundle.safeParse({ ...value, flow });
  if (result.success) {
    assertUnique(result.data);
    return result.data;
  }
  throw new FlowError(
    result.error.issues.slice(0, MAX_PROBLEMS).map(({ path, message }) => {
      const place = path.map(String).join('.');
      return {
        code: 'malformed',
        severity: 'error',
        nodeIds: [],
        message: { 'zh-CN': `${place || '流程包'} 的内容不符合要求。`, en: `${place || 'The bundle'}: ${message}.` },
      };
    }),
  );
}
