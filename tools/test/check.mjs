import { runNode } from './src/run-command.mjs';
import { NX_ENVIRONMENT } from '../start/src/build.mjs';

const CHECKS = [
  { name: 'lint', script: 'node_modules/eslint/bin/eslint.js', args: ['.'] },
  {
    name: 'typecheck',
    script: 'node_modules/nx/dist/bin/nx.js',
    args: ['run-many', '-t', 'typecheck', '--outputStyle=static'],
    env: NX_ENVIRONMENT,
  },
  { name: 'format', script: 'node_modules/prettier/bin/prettier.cjs', args: ['--check', '--log-level=warn', '.'] },
];

let failed = 0;
for (const { name, script, args, env } of CHECKS) {
  const since = Date.now();
  console.log(`${name}: running`);
  const { code, output } = await runNode(script, args, { env, quiet: true });
  if (code !== 0 || /\bwarning\b/i.test(output)) process.stdout.write(output);
  if (code !== 0) failed++;
  console.log(`${name}: ${code === 0 ? 'passed' : 'FAILED'} (${Math.round((Date.now() - since) / 1000)} s)`);
}
console.log(`${CHECKS.length - failed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
