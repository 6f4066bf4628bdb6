import { localize, startOfLocalDay, type EventInput, type Locale, type ProfilesRequest } from '@tagloom/contracts';
import { dateOfDay, localDay, type Moment } from '@tagloom/rule-engine';
import type { DemoCustomer, DemoEvent, Story } from './story.js';

/** Where the demo customers of templates come from, as far as identities and events say. */
export const DEMO_SOURCE = 'tagloom-templates';
const HOUR = 3_600_000;
const MINUTE = 60_000;
/** A year with a 29 February, so that every day is one of it. */
const BIRTH_YEAR = '1992';

export const externalIdOf = (story: Story, { key }: DemoCustomer): string => `${story.key}-${key}`;
const refOf = (story: Story, customer: DemoCustomer) => ({
  channel: DEMO_SOURCE,
  externalId: externalIdOf(story, customer),
});

/** «示例·高洋» out of «高洋：今天是连续第三天打开手册». */
export function demoName({ about }: DemoCustomer, locale: Locale): string {
  const name = localize(about, locale).split(/[：:]/)[0];
  return locale === 'zh-CN' ? `示例·${name}` : `Example · ${name}`;
}

/** Who they are. */
export function demoProfiles(story: Story, locale: Locale, moment: Moment): ProfilesRequest['profiles'] {
  const today = localDay(moment);
  return story.customers.map((customer) => {
    const { birthdayInDays } = customer;
    const birthday =
      birthdayInDays === undefined ? {} : { birthday: `${BIRTH_YEAR}${dateOfDay(today + birthdayInDays).slice(4)}` };
    return {
      customer: refOf(story, customer),
      fields: { name: demoName(customer, locale), ...birthday },
      invented: true,
    };
  });
}

/** What they did until now, oldest first. An hour of today that is still to come is taken to be a moment ago. */
export function demoEvents(story: Story, moment: Moment): EventInput[] {
  const now = moment.now.getTime();
  const today = localDay(moment);
  const instant = ({ daysAgo, hour }: DemoEvent) => startOfLocalDay(today - daysAgo, moment.timeZone) + hour * HOUR;
  return story.customers
    .flatMap((customer) => {
      let ahead = customer.events.filter((event) => instant(event) > now).length;
      return customer.events.map((event, at) => {
        const isToCome = instant(event) > now;
        const occurredAt = isToCome
          ? Math.max(startOfLocalDay(today, moment.timeZone), now - ahead-- * MINUTE)
          : instant(event);
        return {
          id: `${externalIdOf(story, customer)}-${at + 1}`,
          source: DEMO_SOURCE,
          type: event.type,
          occurredAt: new Date(occurredAt).toISOString(),
          customer: refOf(story, customer),
          properties: event.properties,
        };
      });
    })
    .sort((one, other) => one.occurredAt.localeCompare(other.occurredAt));
}
