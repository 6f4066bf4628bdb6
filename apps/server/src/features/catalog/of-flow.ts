import { applyDecorators, CanActivate, ExecutionContext, Injectable, SetMetadata, UseGuards } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { Id } from '@tagloom/contracts';
import type { Policy } from '@tagloom/access';
import type { AuthenticatedRequest } from '../../platform/access/authenticated-request.js';
import { POLICY } from '../../platform/access/policy.decorator.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { FlowOwners } from './flow-owners.js';
import { VisibleFlows } from './visible-flows.js';

export const OF_FLOW = 'tagloom:of-flow';

/**
 * Lets through to a flow only who may know of it; a hidden one is answered as one that is not there. What the route does is more
 * than reading: then only who may change it.
 */
@Injectable()
export class FlowGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly flows: VisibleFlows,
    private readonly owners: FlowOwners,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const parameter = this.reflector.getAllAndOverride<string | undefined>(OF_FLOW, [
      context.getHandler(),
      context.getClass(),
    ]);
    const { actorContext, params } = context.switchToHttp().getRequest<AuthenticatedRequest>();
    const id: unknown = parameter === undefined ? undefined : params[parameter];
    if (!actorContext || typeof id !== 'string') throw new DomainError('forbidden', 'Nobody said which flow this is.');
    // what is no id at all is refused by the same schema in a moment, with the place
    if (!Id.safeParse(id).success) return true;
    await this.flows.requireVisible(actorContext, id);
    if (this.isChange(context)) await this.owners.require(actorContext, id);
    return true;
  }

  /** A route that says nothing of what it does is taken to change something. */
  private isChange(context: ExecutionContext): boolean {
    const policy = this.reflector.getAllAndOverride<Policy | undefined>(POLICY, [
      context.getHandler(),
      context.getClass(),
    ]);
    return policy?.action !== 'read';
  }
}

/** The route is about the flow that this parameter of its address names. Every route with a flow in its address declares it. */
export const OfFlow = (parameter: string): MethodDecorator & ClassDecorator =>
  applyDecorators(SetMetadata(OF_FLOW, parameter), UseGuards(FlowGuard));
