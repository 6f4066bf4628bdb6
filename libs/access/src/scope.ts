import { LOCALES, type Locale, type Role } from '@tagloom/contracts';
import { AccessError } from './access-error.js';
import { isRole } from './policy.js';

/** Who acts: a signed-in person, or an API key. */
export interface Actor {
  readonly kind: 'person' | 'api';
  readonly id: string;
  readonly name: string;
}

/** The first parameter of every service method. `departmentId` is null for actors of the whole organisation. */
export interface ActorContext {
  readonly actor: Actor;
  readonly role: Role;
  readonly departmentId: string | null;
  readonly locale: Locale;
  /** Looks through the eyes of `departmentId`, which need not be the actor's own, and changes nothing. */
  readonly seeAs?: true;
}

/** An actor context that {@link requireScope} has checked: complete, and frozen. */
export type Scope = Readonly<ActorContext>;

const filled = (value: unknown): value is string => typeof value === 'string' && value.trim() !== '';

/**
 * Checks that an actor context is complete, at run time too, and returns a frozen copy. A missing part refuses; it
 * never widens: an absent department is not «all departments», only an explicit null is.
 * @throws AccessError when the context, the actor, its id, the role, the department or the language is missing or invalid.
 */
export function requireScope(context: ActorContext | null | undefined): Scope {
  if (typeof context !== 'object' || context === null) throw new AccessError('no actor context');
  const { actor, role, departmentId, locale, seeAs } = context;
  if (typeof actor !== 'object' || actor === null) throw new AccessError('no actor');
  if (actor.kind !== 'person' && actor.kind !== 'api') throw new AccessError('unknown kind of actor');
  if (!filled(actor.id)) throw new AccessError('an actor without an id');
  if (typeof actor.name !== 'string') throw new AccessError('an actor without a name');
  if (!isRole(role)) throw new AccessError('unknown role');
  if (departmentId !== null && !filled(departmentId)) throw new AccessError('an empty department');
  if (!LOCALES.includes(locale)) throw new AccessError('unknown language');
  if (seeAs !== undefined && (seeAs !== true || departmentId === null)) throw new AccessError('an unclear view');
  return Object.freeze({
    actor: Object.freeze({ ...actor }),
    role,
    departmentId,
    locale,
    ...(seeAs && { seeAs }),
  });
}
