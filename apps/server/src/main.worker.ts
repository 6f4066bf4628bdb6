import { runProcess } from './boot/run-process.js';

await runProcess({ api: false, worker: true });
