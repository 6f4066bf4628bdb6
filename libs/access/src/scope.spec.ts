import { describe, expect, it } from '@jest/globals';
import { AccessError, requireScope, type ActorContext } from './index.js';

const agent: ActorContext = {
  actor: { kind: 'person', id: '7', name: '李敏' },
  role: 'agent',
  departmentId: '3',
  locale: 'zh-CN',
};
const broken = (change: Record<string, unknown>) => ({ ...agent, ...change }) as unknown as ActorContext;

describe('requireScope', () => {
  it('returns a complete context, frozen, so that nothing widens it later', () => {
    const scope = requireScope(agent);
    expect(scope).toEqual(agent);
    expect(() => Object.assign(scope, { role: 'admin' })).toThrow(TypeError);
    expect(() => Object.assign(scope.actor, { id: '1' })).toThrow(TypeError);
  });

  it('keeps that somebody only looks, through the eyes of a department', () => {
    expect(requireScope({ ...agent, seeAs: true })).toEqual({ ...agent, seeAs: true });
  });

  it('accepts an actor of the whole organisation only by an explicit null department', () => {
    expect(requireScope({ ...agent, departmentId: null }).departmentId).toBeNull();
    expect(() => requireScope(broken({ departmentId: undefined }))).toThrow(AccessError);
    expect(() => requireScope(JSON.parse(JSON.stringify({ ...agent, departmentId: undefined })))).toThrow(AccessError);
  });

  it.each([
    ['null', null],
    ['undefined', undefined],
    ['an empty object', {}],
    ['a string', 'admin'],
    ['no actor', broken({ actor: null })],
    ['an unknown kind of actor', broken({ actor: { ...agent.actor, kind: 'system' } })],
    ['an empty id', broken({ actor: { ...agent.actor, id: '' } })],
    ['a blank id', broken({ actor: { ...agent.actor, id: '  ' } })],
    ['an undefined id', broken({ actor: { ...agent.actor, id: undefined } })],
    ['a numeric id', broken({ actor: { ...agent.actor, id: 7 } })],
    ['a nameless actor', broken({ actor: { ...agent.actor, name: undefined } })],
    ['an undefined role', broken({ role: undefined })],
    ['an empty role', broken({ role: '' })],
    ['the role __proto__', broken({ role: '__proto__' })],
    ['an unknown role', broken({ role: 'owner' })],
    ['an empty department', broken({ departmentId: '' })],
    ['an unknown language', broken({ locale: 'fr' })],
    ['the eyes of a department that is not said', broken({ seeAs: true, departmentId: null })],
    ['eyes that are neither lent nor not', broken({ seeAs: false })],
  ])('refuses %s', (_case, context) => {
    expect(() => requireScope(context as ActorContext)).toThrow(AccessError);
  });
});
