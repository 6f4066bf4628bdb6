import { requireScope, type ActorContext, type Viewer } from '@tagloom/access';

/** For whom tags are filtered: the department that the caller acts in, and the person, when it is one. */
export function viewerOf(context: ActorContext): Viewer {
  const { actor, departmentId } = requireScope(context);
  return { departmentId, userId: actor.kind === 'person' ? actor.id : null };
}
