import { Injectable } from '@nestjs/common';
import { requireScope, type ActorContext } from '@tagloom/access';
import type { FlowBundle, InstalledTemplate, Locale, Template } from '@tagloom/contracts';
import { BundleService } from '../flows/bundle.service.js';
import { FlowsService } from '../flows/flows.service.js';
import { findStory } from './find-story.js';
import { bundlesOf } from './story-bundle.js';
import { STORIES } from './stories/index.js';
import { tagsGiven, templateTexts, type TemplateTexts } from './template-view.js';

const MAX_NAME = 80;

/** Stories as ready-made rules: what each would make here, and making it. */
@Injectable()
export class TemplatesService {
  private texts?: TemplateTexts[];

  constructor(
    private readonly bundles: BundleService,
    private readonly flows: FlowsService,
  ) {}

  async list(context: ActorContext): Promise<Template[]> {
    const { locale } = requireScope(context);
    const all = STORIES.map((story) => bundlesOf(story, locale));
    const plans = await this.bundles.planAll(
      context,
      all.map(([first]) => first),
    );
    const givers = await this.flows.tagGivers(context);
    return this.unchanging().map((texts, at) => {
      const given = tagsGiven(all[at], plans[at]);
      return {
        ...texts,
        needs: plans[at].map(({ kind, key, name, status }) => ({ kind, key, name, status })),
        here: givers
          .filter(({ tags }) => tags.some((tag) => given.has(tag)))
          .map(({ id, name, status }) => ({ id, name, status })),
      };
    });
  }

  /** Another draft each time; what it needs is made once and then reused. */
  async install(context: ActorContext, key: string, language?: Locale): Promise<InstalledTemplate> {
    const { locale: own } = requireScope(context);
    const locale = language ?? own;
    const story = findStory(key);
    const taken = new Set((await this.flows.tagGivers(context)).map(({ name }) => name));
    const bundles = bundlesOf(story, locale).map((bundle) => renamed(bundle, taken, locale));
    const drafts = await this.bundles.importTogether(context, bundles);
    return { flows: drafts.map(({ id, name }) => ({ id, name })) };
  }

  private unchanging(): TemplateTexts[] {
    return (this.texts ??= STORIES.map(templateTexts));
  }
}

/** 新手妈妈（2） when there is one of the name already. */
function renamed(bundle: FlowBundle, taken: ReadonlySet<string>, locale: Locale): FlowBundle {
  const { name } = bundle.flow;
  let free = name;
  for (let at = 2; taken.has(free); at += 1) {
    const suffix = locale === 'zh-CN' ? `（${at}）` : ` (${at})`;
    free = name.slice(0, MAX_NAME - suffix.length) + suffix;
  }
  return { ...bundle, flow: { ...bundle.flow, name: free } };
}
