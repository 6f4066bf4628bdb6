import { applyDecorators, CanActivate, ExecutionContext, Injectable, SetMetadata, UseGuards } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { Id } from '@tagloom/contracts';
import type { AuthenticatedRequest } from '../../platform/access/authenticated-request.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { VisibleFlows } from './visible-flows.js';

export const OF_FLOW = 'tagloom:of-flow';

/** Lets through to a flow only who may know of it; a hidden one is answered as one that is not there. */
@Injectable()
export class FlowGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly flows: VisibleFlows,
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
    if (Id.safeParse(id).success) await this.flows.requireVisible(actorContext, id);
    return true;
  }
}

/** The route is about the flow that this parameter of its address names. Every route with a flow in its address declares it. */
export const OfFlow = (parameter: string): MethodDecorator & ClassDecorator =>
  applyDecorators(SetMetadata(OF_FLOW, parameter), UseGuards(FlowGuard));
