import { DomainError } from '../../platform/errors/domain-error.js';

export const shadowRunning = () =>
  new DomainError('shadow_running', 'This flow has a shadow that runs', {
    path: 'id',
    hint: 'Stop it first, or wait until it ends',
  });

export const noShadow = (id: string) =>
  new DomainError('shadow_not_found', `Flow ${id} has no such shadow`, {
    path: 'id',
    hint: 'Start one with POST /api/v1/flows/:id/shadow',
  });

export const noVersion = (version: number) =>
  new DomainError('version_not_found', `There is no version ${version}`, {
    path: 'version',
    hint: 'GET /api/v1/flows/:id/versions lists them',
    params: { version },
  });
