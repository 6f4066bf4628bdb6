import { fireEvent, render, screen } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { useAnswerKeys } from './use-answer-keys';

function Page({ answer }: { answer: (decision: 'accept' | 'decline') => void }) {
  useAnswerKeys(answer);
  return <textarea aria-label="reason" />;
}

describe('the keys of suggestions', () => {
  it('accept with A and decline with D', () => {
    const answer = vi.fn();
    render(<Page answer={answer} />);
    fireEvent.keyDown(document.body, { key: 'a' });
    fireEvent.keyDown(document.body, { key: 'D' });
    expect(answer.mock.calls).toEqual([['accept'], ['decline']]);
  });

  it('do nothing while a reason is typed, with a modifier, or when held down', () => {
    const answer = vi.fn();
    render(<Page answer={answer} />);
    fireEvent.keyDown(screen.getByLabelText('reason'), { key: 'a' });
    fireEvent.keyDown(document.body, { key: 'a', ctrlKey: true });
    fireEvent.keyDown(document.body, { key: 'd', repeat: true });
    expect(answer).not.toHaveBeenCalled();
  });
});
