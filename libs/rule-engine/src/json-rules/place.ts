import type { ProblemCode } from '@tagloom/contracts';
import { refuse } from '../errors/flow-error.js';

/** Where in an imported rule set we are, so that a refusal can say it. */
export class Place {
  constructor(
    private readonly rule: { zh: string; en: string },
    private readonly path = '',
  ) {}

  in(step: string): Place {
    return new Place(
      this.rule,
      this.path === '' ? step : step.startsWith('[') ? `${this.path}${step}` : `${this.path}.${step}`,
    );
  }

  /** Refuses the import: which rule, where in it, why, what to do. */
  refuse(code: ProblemCode, zh: string, en: string): never {
    const at = this.path === '' ? { zh: '', en: '' } : { zh: `的 ${this.path}`, en: ` at ${this.path}` };
    return refuse(code, [], `${this.rule.zh}${at.zh}：${zh}`, `${this.rule.en}${at.en}: ${en}`);
  }
}
