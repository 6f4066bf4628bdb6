import { build } from './src/build.mjs';
import { createProgress } from './src/progress.mjs';

/** The build of `npm start` by itself, for images. */
try {
  await build(createProgress());
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
