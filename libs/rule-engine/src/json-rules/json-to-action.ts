import { ActionData, EFFECT_ACTIONS, TAG_ACTIONS } from '@tagloom/contracts';
import type { Place } from './place.js';
import { isRecord } from './rule-context.js';

type Params = Record<string, unknown>;
const isOneOf = (names: readonly string[], name: string) => names.includes(name);
/** What an export of ours says beside the action itself; see `toJsonRules`. */
const EXPORTED = ['nodeId', 'eventTypes', 'timeZone', 'action', 'priority'];

/** An event that means an action of ours: it names a tag, or was written by an export with all that an effect needs. */
function isOurs(type: string, params: Params): boolean {
  if (isOneOf(TAG_ACTIONS, type)) return Object.hasOwn(params, 'tag');
  return isOneOf(EFFECT_ACTIONS, type) && typeof params.nodeId === 'string' && typeof params.membership === 'string';
}

type Priority = { priority?: number };
const isExport = ({ nodeId }: Params) => typeof nodeId === 'string';

/** One is the usual priority of a rule, as none is of an action; an export of ours says what it means, in `params` below one. */
function priorityIn(params: unknown, ofRule: Priority): Priority {
  if (!isRecord(params) || !isExport(params)) return ofRule.priority === 1 ? {} : ofRule;
  const { priority } = params;
  return Number.isSafeInteger(priority) && (priority as number) <= 0 ? { priority: priority as number } : ofRule;
}

function ours(type: string, params: Params, priority: Priority, place: Place): ActionData {
  const own = Object.fromEntries(Object.entries(params).filter(([key]) => !EXPORTED.includes(key)));
  const drawn = { ...(isOneOf(TAG_ACTIONS, type) && { membership: 'while' }), ...own, action: type, ...priority };
  const result = ActionData.safeParse(drawn);
  if (result.success) return result.data;
  const issue = result.error.issues[0]!;
  const [key, ...rest] = issue.code === 'unrecognized_keys' ? issue.keys : issue.path.map(String);
  return place
    .in(['params', key, ...rest].filter((step) => step !== undefined).join('.'))
    .refuse(
      'malformed',
      `「${type}」不接受这样的内容，请检查它的类型和写法。`,
      `“${type}” does not take this: ${issue.message}.`,
    );
}

/** The action of a rule: ours when its event is one of ours, else the event as it is. */
export function jsonToAction(event: unknown, ofRule: Priority, place: Place): ActionData {
  if (!isRecord(event) || typeof event.type !== 'string' || event.type === '' || event.type.length > 200)
    return place.refuse(
      'malformed',
      '事件类型（event.type）应当是 1 到 200 个字符的文字。',
      'the event type must be a text of 1 to 200 characters.',
    );
  const { type, params } = event;
  if (params !== undefined && params !== null && !isRecord(params))
    return place.in('params').refuse('malformed', '事件的参数（params）应当是一个对象。', 'params must be an object.');
  const priority = priorityIn(params, ofRule);
  if (isRecord(params) && isOurs(type, params)) return ours(type, params, priority, place);
  return { action: 'emit', type, ...(isRecord(params) && { params }), ...priority };
}
