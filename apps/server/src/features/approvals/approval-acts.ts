import { Injectable } from '@nestjs/common';
import type { ApprovalAct } from '@tagloom/contracts';
import type { ApprovalActOf } from './approval-act.js';

/** The acts that can wait for a second person. Features put theirs in when their module starts. */
@Injectable()
export class ApprovalActs {
  private readonly acts = new Map<ApprovalAct, ApprovalActOf<ApprovalAct>>();

  register<Act extends ApprovalAct>(act: ApprovalActOf<Act>): void {
    if (this.acts.has(act.act)) throw new Error(`the act ${act.act} is registered already`);
    // each is handed the requests of its own act alone, by the name that it is kept under
    this.acts.set(act.act, act as unknown as ApprovalActOf<ApprovalAct>);
  }

  of(act: ApprovalAct): ApprovalActOf<ApprovalAct> {
    const found = this.acts.get(act);
    if (!found) throw new Error(`nobody does the act ${act}`);
    return found;
  }

  all(): readonly ApprovalActOf<ApprovalAct>[] {
    return [...this.acts.values()];
  }
}
