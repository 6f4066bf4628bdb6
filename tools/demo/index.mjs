export { ACCOUNTS, DEPARTMENTS } from './src/accounts.mjs';
