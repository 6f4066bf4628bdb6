import {
  isEffectAction,
  isTagAction,
  localize,
  type ActionData,
  type Duration,
  type LocalizedText,
  type Locale,
  type Recipient,
  type TagActionData,
} from '@tagloom/contracts';
import type { CatalogIndex } from '../catalog/catalog-index.js';
import { actionWordsOf, type ActionWords } from './action-words.js';
import { listed, plain, tag, value, type Segment } from './segments.js';
import { wordsOf, type Words } from './words.js';

/** Writes actions as clauses: «add X», «tell Y». */
export class ActionWriter {
  private readonly words: ActionWords;
  private readonly common: Words;

  constructor(
    private readonly locale: Locale,
    private readonly index: CatalogIndex | undefined,
  ) {
    this.words = actionWordsOf(locale);
    this.common = wordsOf(locale);
  }

  /** One action. `isLeaveSaid` when the sentence says for all of its actions at once how they end. */
  action(data: ActionData, isLeaveSaid: boolean): Segment[] {
    const notes = this.notes(data, isLeaveSaid);
    const { open, close } = this.words;
    return [...this.deed(data), ...(notes.length > 0 ? [plain(open), ...notes, plain(close)] : [])];
  }

  /** How tag actions end, when all end alike: «; remove it when …». */
  sharedLeave(actions: readonly ActionData[]): Segment[] | undefined {
    const [first] = actions;
    if (!first || !isTagAction(first)) return undefined;
    const isAlike = actions.every(
      (data) =>
        isTagAction(data) &&
        data.membership === 'while' &&
        data.action === first.action &&
        JSON.stringify(data.hold) === JSON.stringify(first.hold),
    );
    return isAlike ? [plain(this.words.then), ...this.leave(first)] : undefined;
  }

  private leave({ action, hold }: TagActionData): Segment[] {
    const [before, after] = this.words.hold[action];
    return [plain(this.words.leave[action]), ...(hold ? this.around(before, after, this.duration(hold)) : [])];
  }

  private duration(duration: Duration): Segment {
    return value(this.words.duration(duration));
  }

  private around(before: string, after: string, ...middle: Segment[]): Segment[] {
    return [plain(before), ...middle, plain(after)];
  }

  private notes(data: ActionData, isLeaveSaid: boolean): Segment[] {
    const { words } = this;
    if (isEffectAction(data)) return [plain(data.membership === 'once' ? words.effectOnce : words.effectEvery)];
    if (!isTagAction(data)) return [];
    if (data.membership === 'while') return isLeaveSaid ? [] : this.leave(data);
    const [before, after] = words.validFor;
    return [
      plain(words[data.membership]),
      ...(data.validFor ? this.around(before, after, this.duration(data.validFor)) : []),
    ];
  }

  private tagName(key: string): Segment {
    const known = this.index?.tag(key);
    return tag(this.common.quote(known ? localize(known.name, this.locale) : key || '…'));
  }

  private quoted(item: unknown): Segment {
    const items = Array.isArray(item) ? (item as unknown[]) : [item ?? '…'];
    return value(items.map((part) => this.common.quote(String(part))).join(this.common.comma));
  }

  private deed(data: ActionData): Segment[] {
    const { words } = this;
    switch (data.action) {
      case 'addTag':
      case 'removeTag':
        return [plain(words[data.action]), this.tagName(data.tag)];
      case 'setTag':
        return [...this.around(...words.setTag, this.tagName(data.tag)), this.quoted(data.value)];
      case 'propose':
        return this.proposal(data);
      case 'setField':
        return [...this.around(...words.setField, this.fieldName(data.field)), this.quoted(data.value)];
      case 'assign':
        return this.around(...words.assign, ...this.recipient(data.to));
      case 'notify':
        return [...this.around(...words.notify, ...this.recipient(data.to)), this.quoted(data.message)];
      case 'sendMaterial':
        return [plain(words.sendMaterial), this.quoted(data.title)];
      case 'webhook':
        return [plain(words.webhook), this.named(data.endpoint, this.index?.catalog.endpoints)];
      case 'emit':
        return [plain(words.emit), this.quoted(data.type)];
    }
  }

  private proposal({ tag: key, value: proposed, note }: Extract<ActionData, { action: 'propose' }>): Segment[] {
    const { words } = this;
    const hasValue = proposed !== undefined && proposed !== null && proposed !== true;
    const [before, after] = hasValue ? words.proposeValue : words.proposeTag;
    const said = [plain(before), this.tagName(key), plain(after), ...(hasValue ? [this.quoted(proposed)] : [])];
    if (hasValue) said.push(plain(words.proposeTag[1]));
    return note ? [...said, ...this.around(...words.note, this.quoted(note))] : said;
  }

  private fieldName(key: string): Segment {
    const label: LocalizedText | undefined =
      this.index?.profileField(key)?.label ?? this.index?.fact(`profile.${key}`)?.label;
    return plain(this.common.quote(label ? localize(label, this.locale) : key || '…'));
  }

  private named(id: string, list: readonly { id: string; name: string }[] | undefined): Segment {
    return value(this.common.quote(list?.find((known) => known.id === id)?.name ?? id));
  }

  private recipient(to: Recipient): Segment[] {
    const [before, after] = this.words[to.kind];
    const name =
      to.kind === 'role'
        ? value(this.common.quote(Object.hasOwn(this.words.roles, to.role) ? this.words.roles[to.role]! : to.role))
        : this.named(to.id, to.kind === 'user' ? this.index?.catalog.users : this.index?.catalog.departments);
    return this.around(before, after, name);
  }

  /** «Only for customers who have …»: tags joined with «or». */
  tags(keys: readonly string[], separator: string): Segment[] {
    return listed(
      keys.map((key) => [this.tagName(key)]),
      separator,
    );
  }
}
