export { useFieldLevel, useSearchableFacts } from './use-own-fields';
