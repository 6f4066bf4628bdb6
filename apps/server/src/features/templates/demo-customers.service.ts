import { Inject, Injectable } from '@nestjs/common';
import { requireScope, type ActorContext } from '@tagloom/access';
import type { DemoCustomers } from '@tagloom/contracts';
import { Clock } from '../../platform/clock/clock.js';
import type { Settings } from '../../platform/settings/settings.js';
import { SETTINGS } from '../../platform/settings/settings.token.js';
import { EventIngest } from '../events/event-ingest.js';
import { ProfileImport } from '../events/profile-import.js';
import { DemoCustomersRepository } from './demo-customers.repository.js';
import { demoEvents, demoProfiles, externalIdOf } from './demo-deeds.js';
import { findStory } from './find-story.js';
import type { Story } from './story.js';

/** Brings the customers of a story to life: what they did goes the way of all events, and rules answer as to anyone. */
@Injectable()
export class DemoCustomersService {
  constructor(
    private readonly repository: DemoCustomersRepository,
    private readonly profiles: ProfileImport,
    private readonly events: EventIngest,
    private readonly clock: Clock,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  async status(context: ActorContext, key: string): Promise<DemoCustomers> {
    requireScope(context);
    return this.statusOf(findStory(key));
  }

  /** Once and for all: whoever is here stays as they are, and an event that is here is not taken again. */
  async load(context: ActorContext, key: string): Promise<DemoCustomers> {
    const { locale } = requireScope(context);
    const story = findStory(key);
    const moment = { now: this.clock.now(), timeZone: this.settings.timeZone };
    const here = new Set((await this.loaded(story)).map(({ externalId }) => externalId));
    const profiles = demoProfiles(story, locale, moment).filter(
      ({ customer }) => 'externalId' in customer && !here.has(customer.externalId),
    );
    if (profiles.length > 0) await this.profiles.import(profiles);
    const events = demoEvents(story, moment);
    if (events.length > 0) await this.events.ingest(events);
    return this.statusOf(story);
  }

  private loaded(story: Story) {
    return this.repository.loaded(story.customers.map((customer) => externalIdOf(story, customer)));
  }

  private async statusOf(story: Story): Promise<DemoCustomers> {
    const loaded = await this.loaded(story);
    const progress = await this.repository.progress(loaded.map(({ customerId }) => customerId));
    const named = (isProposed: boolean, keys: readonly string[] = []) =>
      keys.flatMap((key) => {
        const tag = story.needs.tags?.find((known) => known.key === key);
        return tag ? [{ name: tag.name, isProposed }] : [];
      });
    const customers = story.customers.map((customer) => {
      const found = loaded.find(({ externalId }) => externalId === externalIdOf(story, customer));
      const { tags, suggestions } = customer.streamed;
      return {
        about: customer.about,
        customerId: found?.customerId ?? null,
        expected: [...named(false, tags), ...named(true, suggestions)],
        has: found?.has ?? [],
      };
    });
    return { customers, ...progress };
  }
}
