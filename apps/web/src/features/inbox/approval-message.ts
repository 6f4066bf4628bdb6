import { ApprovalRequest, type ApprovalAct, type InboxMessage } from '@tagloom/contracts';

type Kind = InboxMessage['kind'];

export const isAboutApproval = (kind: Kind): boolean => kind.startsWith('approval_');

const ACTS: readonly string[] = ApprovalRequest.options.map(({ shape }) => shape.act.value);
const isAct = (word: string): word is ApprovalAct => ACTS.includes(word);

/** Of a message that asks for a word, where the name of a rule would stand is the act. */
export const actOf = ({ kind, flowName }: Pick<InboxMessage, 'kind' | 'flowName'>): ApprovalAct | undefined =>
  kind === 'approval_asked' && isAct(flowName) ? flowName : undefined;

/** Of an answer, there is the word that was given. */
export const wordOf = ({
  kind,
  flowName,
}: Pick<InboxMessage, 'kind' | 'flowName'>): 'approved' | 'rejected' | undefined =>
  kind === 'approval_decided' && (flowName === 'approved' || flowName === 'rejected') ? flowName : undefined;

/** Which approval it is about. */
export const approvalIdOf = ({ url }: Pick<InboxMessage, 'url'>): string | undefined =>
  /^\/approvals\/(\d{1,18})$/.exec(url ?? '')?.[1];
