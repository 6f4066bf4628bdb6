import type { FlowNodeOf } from '@tagloom/contracts';
import { fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { ThresholdFields } from './threshold-fields';

type Data = FlowNodeOf<'score'>['data'];
const updated = vi.fn<(data: Data) => void>();
const now = () => updated.mock.lastCall?.[0];
beforeEach(() => updated.mockClear());

function Fields({ initial, readOnly }: { initial: Data; readOnly: boolean }) {
  const [data, setData] = useState(initial);
  return (
    <ThresholdFields
      data={data}
      counts={undefined}
      readOnly={readOnly}
      update={(next) => {
        updated(next as Data);
        setData(next as Data);
      }}
    />
  );
}
const show = (data: Partial<Data>, readOnly = false) =>
  render(<Fields initial={{ threshold: 60, weights: {}, ...data }} readOnly={readOnly} />);
const handle = (name: string) => screen.getByRole('slider', { name });
const press = (name: string, keyCode: number, times = 1) => {
  for (let at = 0; at < times; at++) fireEvent.keyDown(handle(name), { keyCode });
};
const [LEFT, RIGHT] = [37, 39];
const [ENTER, LEAVE] = ['inspector.threshold', 'inspector.leaveThreshold'];

describe('the thresholds of a score', () => {
  it('are one handle, until a line to leave by is asked for', () => {
    show({});
    expect(screen.getAllByRole('slider')).toHaveLength(1);
    fireEvent.click(screen.getByTestId('score-leave-toggle'));
    expect(screen.getAllByRole('slider')).toHaveLength(2);
    expect(now()).toEqual({ threshold: 60, leaveThreshold: 40, weights: {} });
    fireEvent.click(screen.getByTestId('score-leave-toggle'));
    expect(now()).toEqual({ threshold: 60, weights: {} });
  });

  it('are each moved by the arrow keys, and say where they are', () => {
    show({ leaveThreshold: 40 });
    press(LEAVE, LEFT);
    press(ENTER, RIGHT);
    expect(now()).toEqual({ threshold: 61, leaveThreshold: 39, weights: {} });
    expect(handle(LEAVE).getAttribute('aria-valuetext')).toBe('39%');
    expect(handle(ENTER).getAttribute('aria-valuetext')).toBe('61%');
  });

  it('stop before each other', () => {
    show({ leaveThreshold: 58 });
    press(LEAVE, RIGHT, 4);
    expect(now()).toMatchObject({ threshold: 60, leaveThreshold: 59 });
    press(ENTER, LEFT, 3);
    expect(now()).toMatchObject({ threshold: 60, leaveThreshold: 59 });
  });

  it('keep the leave line while a number is typed, and bring it along once that is done', () => {
    show({ leaveThreshold: 40 });
    const number = screen.getByRole('spinbutton', { name: ENTER });
    fireEvent.change(number, { target: { value: '3' } });
    expect(now()).toMatchObject({ threshold: 3, leaveThreshold: 40 });
    fireEvent.change(number, { target: { value: '30' } });
    fireEvent.blur(number);
    expect(now()).toMatchObject({ threshold: 30, leaveThreshold: 30 });
  });

  it('can only be read in a version that is published', () => {
    show({ leaveThreshold: 40 }, true);
    press(ENTER, RIGHT);
    expect(updated).not.toHaveBeenCalled();
    expect(screen.queryByTestId('score-leave-toggle')).toBeNull();
  });
});
