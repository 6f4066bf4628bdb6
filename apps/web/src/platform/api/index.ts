export { api } from './api';
export { ApiError } from './api-error';
export { errorTexts } from './error-texts';
export { useErrorText } from './use-error-text';
