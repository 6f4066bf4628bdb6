import { DomainError } from '../../platform/errors/domain-error.js';
import { STORIES } from './stories/index.js';
import type { Story } from './story.js';

export function findStory(key: string): Story {
  const story = STORIES.find((candidate) => candidate.key === key);
  if (story) return story;
  throw new DomainError('template_not_found', `There is no template ${key}`, {
    path: 'key',
    hint: 'List the templates and choose one of them',
  });
}
