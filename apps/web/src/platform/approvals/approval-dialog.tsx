import type { ApprovalRequest } from '@tagloom/contracts';
import { Modal } from 'antd';
import { useEffect } from 'react';
import { create } from 'zustand';
import { AskApproval } from './ask-approval';

interface Asked {
  request: ApprovalRequest;
  /** What it is about, as the dialog before said it. */
  title: string;
}
const useAsked = create<{ asked: Asked | null }>(() => ({ asked: null }));

/** Opens the one dialog of the frame: for acts that have no dialog of their own, such as a question or a drag. */
export const askApproval = (asked: Asked): void => useAsked.setState({ asked });

const close = (): void => useAsked.setState({ asked: null });

/** Stands in the frame once. */
export function ApprovalDialog() {
  const asked = useAsked((state) => state.asked);
  // whoever signs in next has not asked
  useEffect(() => close, []);
  if (!asked) return null;
  return (
    <Modal open title={asked.title} footer={null} mask={{ closable: false }} onCancel={close}>
      <AskApproval request={asked.request} onClose={close} />
    </Modal>
  );
}
