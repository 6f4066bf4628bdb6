/**
 * Preloaded into the server process: when the process that started it goes away or closes the channel, the server is
 * asked to stop once. Ctrl-C in a terminal reaches the server directly, and is not repeated.
 */
let told = false;
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM']))
  process.on(signal, () => {
    told = true;
    // Until the server listens for it, the signal keeps its usual meaning.
    if (process.listenerCount(signal) === 1) process.exit(0);
  });
process.on('disconnect', () => {
  setTimeout(() => {
    if (!told) process.kill(process.pid, 'SIGTERM');
  }, 300);
});
process.channel?.unref();
