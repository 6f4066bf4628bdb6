export { meQuery, useCan, useMe } from './use-me';
