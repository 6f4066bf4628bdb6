import type { ActorContext } from '@tagloom/access';

/**
 * What a viewer can tell of the definitions, as a text that changes when, and only when, their view does. A connection hears of a
 * change only if its own text changed, so that the moment of a message tells nothing of what is hidden.
 */
export abstract class ViewFingerprint {
  /** Something was changed: what was remembered no longer counts. Called before the others are asked anew. */
  abstract changed(): void;

  /** Of tags, groups, metrics, event types and published flows. Asked after every change, so it should be cheap. */
  abstract of(context: ActorContext): Promise<string>;

  /** Of the shares and requests that the viewer may list. */
  abstract ofSharing(context: ActorContext): Promise<string>;

  /** Whether the viewer sees at least one of these tags on customers. */
  abstract seesAny(context: ActorContext, tagIds: readonly number[]): Promise<boolean>;
}
