import { runProcess } from './boot/run-process.js';

await runProcess({ api: true, worker: false });
