import { rm } from 'node:fs/promises';

export default async function stopDatabase() {
  const running = globalThis.tagloomTestDatabase;
  if (!running) return;
  await running.postgres.stop();
  await rm(running.dataDir, { recursive: true, force: true });
}
