import type { INestApplication } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { MetadataScanner, ModulesContainer, Reflector } from '@nestjs/core';
import { POLICY, PUBLIC, SIGNED_IN } from '../platform/access/policy.decorator.js';

/** Every route handler of the app, and those that say nothing about who may call them. */
export function undeclaredRoutes(app: INestApplication): { all: string[]; undeclared: string[] } {
  const reflector = app.get(Reflector);
  const scanner = new MetadataScanner();
  const all: string[] = [];
  const undeclared: string[] = [];
  for (const module of app.get(ModulesContainer).values()) {
    for (const { metatype } of module.controllers.values()) {
      if (typeof metatype !== 'function') continue;
      const prototype: Record<string, unknown> = metatype.prototype;
      for (const name of scanner.getAllMethodNames(prototype)) {
        const handler = prototype[name];
        if (
          typeof handler !== 'function' ||
          !Reflect.hasMetadata(METHOD_METADATA, handler) ||
          !Reflect.hasMetadata(PATH_METADATA, handler)
        )
          continue;
        const route = `${metatype.name}.${name}`;
        all.push(route);
        const says = (key: string) => reflector.getAllAndOverride<unknown>(key, [handler, metatype]) !== undefined;
        if (![POLICY, PUBLIC, SIGNED_IN].some(says)) undeclared.push(route);
      }
    }
  }
  return { all, undeclared };
}
