export { createFormat, useFormat, type Format } from './use-format';
