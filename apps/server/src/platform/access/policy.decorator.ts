import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiSecurity } from '@nestjs/swagger';
import type { Action, Policy as RoutePolicy, Subject } from '@tagloom/access';

export const POLICY = 'tagloom:policy';
export const PUBLIC = 'tagloom:public';

/** What a caller must be allowed to do. A route declares this or {@link Public}, or it is refused. */
export const Policy = (action: Action, subject: Subject): MethodDecorator & ClassDecorator =>
  SetMetadata(POLICY, { action, subject } satisfies RoutePolicy);

/** Open to everyone, signed in or not. */
export const Public = (): MethodDecorator & ClassDecorator =>
  applyDecorators(SetMetadata(PUBLIC, true), ApiSecurity({}));

/** Open to everyone who is signed in, whatever the role: for what belongs to the caller alone. */
export const SIGNED_IN = 'tagloom:signed-in';
export const SignedIn = (): MethodDecorator & ClassDecorator => SetMetadata(SIGNED_IN, true);

/** Open also to whoever looks through a department's eyes: it ends that, or changes nothing. */
export const EVEN_WHILE_SEEING_AS = 'tagloom:even-while-seeing-as';
export const EvenWhileSeeingAs = (): MethodDecorator => SetMetadata(EVEN_WHILE_SEEING_AS, true);
