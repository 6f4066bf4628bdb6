export { startPostgres } from './src/start-postgres.mjs';
export { EmbeddedPostgresError } from './src/error.mjs';
export { freePort, portIsTaken } from './src/ports.mjs';
export { terminalLanguage } from './src/terminal-language.mjs';
export { temporaryPostgres } from './src/temporary-postgres.mjs';
