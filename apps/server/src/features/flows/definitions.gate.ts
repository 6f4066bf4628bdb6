import { Injectable } from '@nestjs/common';
import { requireScope, type ActorContext } from '@tagloom/access';
import { localize, type LocalizedText, type Locale } from '@tagloom/contracts';
import type { DefinitionField } from '@tagloom/tag-library';
import type { PoolClient } from 'pg';
import { DomainError } from '../../platform/errors/domain-error.js';
import { tagsSet } from '../catalog/tag-needs.js';
import { DefinitionSettingsService } from '../tags/definition-settings.service.js';
import { PublishGate, type PublishCandidate } from './publish-gate.js';

/** Where the setting asks for it, a flow is published only with tags that somebody answers for. */
@Injectable()
export class DefinitionsGate extends PublishGate {
  constructor(private readonly definitions: DefinitionSettingsService) {
    super();
  }

  /** Whoever publishes may give these tags, and so knows them. */
  async check(client: PoolClient, context: ActorContext, { flow, loaded }: PublishCandidate): Promise<void> {
    const ids = tagsSet(flow).flatMap((key) => loaded.tagByKey.get(key)?.id ?? []);
    const incomplete = (await this.definitions.missing(client, ids)).flatMap(({ id, fields }) => {
      const tag = loaded.tags.get(id);
      return tag ? [{ id: String(id), key: tag.key, name: tag.name, fields }] : [];
    });
    if (incomplete.length > 0) throw definitionIncomplete(incomplete, requireScope(context).locale);
  }
}

interface IncompleteTag {
  id: string;
  key: string;
  name: LocalizedText;
  fields: DefinitionField[];
}

const WORDS: Record<DefinitionField, Record<Locale, string>> = {
  purpose: { 'zh-CN': '用途', en: 'its purpose' },
  steward: { 'zh-CN': '负责人', en: 'its steward' },
  reviewAt: { 'zh-CN': '复核日期', en: 'its review date' },
};

function definitionIncomplete(tags: readonly IncompleteTag[], locale: Locale): DomainError {
  const issues = tags.map(({ id, name, fields }) => {
    const lacking = fields.map((field) => WORDS[field]);
    return {
      path: `tags.${id}`,
      code: 'tag_definition_incomplete',
      message: localize(
        {
          'zh-CN': `标签「${name['zh-CN']}」还缺${lacking.map((word) => word['zh-CN']).join('、')}。`,
          en: `The tag “${name.en ?? name['zh-CN']}” lacks ${lacking.map((word) => word.en).join(', ')}.`,
        },
        locale,
      ),
    };
  });
  return new DomainError('tag_definition_incomplete', issues[0].message, {
    path: issues[0].path,
    hint: 'Complete the definitions in the tag library, then publish',
    params: { tags },
    issues,
  });
}
