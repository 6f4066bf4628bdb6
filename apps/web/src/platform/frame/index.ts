export { Frame } from './frame';
export { frameTexts } from './frame-texts';
export { PageHeader } from './page-header';
