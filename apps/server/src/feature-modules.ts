import type { Type } from '@nestjs/common';
import { AuthModule } from './features/auth/auth.module.js';
import { CatalogModule } from './features/catalog/catalog.module.js';
import { SystemModule } from './features/system/system.module.js';

/** Every feature of the server, one line each. */
export const FEATURE_MODULES: Type[] = [AuthModule, CatalogModule, SystemModule];
