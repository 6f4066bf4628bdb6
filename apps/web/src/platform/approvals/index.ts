export { ApprovalDialog, askApproval } from './approval-dialog';
export { AskApproval } from './ask-approval';
export { fourEyesQuery, needsApproval, useNeedsApproval } from './four-eyes';
export { isApprovalRequired, useApproval } from './use-approval';
