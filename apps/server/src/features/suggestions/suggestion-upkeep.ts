import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { SuggestionsRepository } from './suggestions.repository.js';

/** Looks at all open suggestions, so not more often than once a minute. */
const EVERY_MS = 60_000;

/** Takes back suggestions that nobody needs to answer any more. The worker process calls it. */
@Injectable()
export class SuggestionUpkeep {
  private next = 0;

  constructor(
    private readonly suggestions: SuggestionsRepository,
    private readonly clock: Clock,
  ) {}

  async run(): Promise<void> {
    const now = this.clock.now();
    if (now.getTime() < this.next) return;
    this.next = now.getTime() + EVERY_MS;
    await this.suggestions.withdrawHeld(now);
  }
}
