export { ACCOUNTS, DEPARTMENTS, departmentName } from './src/accounts.mjs';
