import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Controller, Get, type Type } from '@nestjs/common';
import { PATH_METADATA } from '@nestjs/common/constants.js';
import { MetadataScanner, ModulesContainer, Reflector } from '@nestjs/core';
import { OF_FLOW } from '../../src/features/catalog/of-flow.js';
import { Policy } from '../../src/platform/access/policy.decorator.js';
import { createTestApp, type TestApp } from '../../src/testing/test-app.js';

@Controller('api/v1/flows')
class ForgetfulController {
  @Get(':id/secrets')
  @Policy('read', 'Flow')
  read(): string {
    return 'nobody asked whose flow this is';
  }
}

describe('the routes of one flow', () => {
  let server: TestApp;
  beforeAll(async () => {
    server = await createTestApp({ controllers: [ForgetfulController], role: { api: true, worker: false } });
  });
  afterAll(() => server.close());

  it('all ask whether the caller may know of it, but for the one that this test adds', () => {
    const routes = [...server.app.get(ModulesContainer).values()].flatMap(({ controllers }) =>
      [...controllers.values()].flatMap(({ metatype }) =>
        typeof metatype === 'function' ? routesOf(metatype as Type) : [],
      ),
    );
    const ofFlows = routes.filter(({ path }) => /\/flows\/:/.test(path));
    expect(ofFlows.length).toBeGreaterThan(25);
    expect(ofFlows.filter(({ guard }) => guard === undefined).map(({ path }) => path)).toEqual([
      '/api/v1/flows/:id/secrets',
    ]);
    for (const { path, guard } of ofFlows)
      if (guard !== undefined) expect(path).toMatch(new RegExp(`/flows/:${guard}(/|$)`));
  });

  function routesOf(controller: Type): { path: string; guard: string | undefined }[] {
    const reflector = server.app.get(Reflector);
    const prototype = controller.prototype as Record<string, unknown>;
    const base = Reflect.getMetadata(PATH_METADATA, controller) as string;
    return new MetadataScanner().getAllMethodNames(prototype).flatMap((name) => {
      const handler = prototype[name];
      if (typeof handler !== 'function' || !Reflect.hasMetadata(PATH_METADATA, handler)) return [];
      const path = `/${base}/${Reflect.getMetadata(PATH_METADATA, handler) as string}`.replaceAll(/\/+/g, '/');
      return [{ path, guard: reflector.getAllAndOverride<string | undefined>(OF_FLOW, [handler as Type, controller]) }];
    });
  }
});
