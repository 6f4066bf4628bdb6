import type { FourEyesSettings, Share } from '@tagloom/contracts';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { api } from '@/platform/api';
import { OFF, REFUSED, serveWith, showFramed } from '@/platform/approvals/four-eyes.test.data';
import { startI18n } from '@/platform/i18n/i18n';
import { TEXTS } from '@/texts';
import { CellForm } from './matrix/cell-form';
import { GroupDialog } from './matrix/group-dialog';
import type { MatrixRow } from './matrix/matrix-model';
import { AnswerDialog } from './requests/answer-dialog';
import { departments, matrixTag, request, share } from './sharing.test.data';

vi.mock('@tanstack/react-router', () => ({ Link: () => null }));
vi.mock('@/platform/auth', () => ({ useCan: () => () => true, useMe: () => ({ department: null }) }));

let post: ReturnType<typeof vi.spyOn>;
const serve = (settings: FourEyesSettings) => serveWith(settings, {});
const cell = (level: Share['level']) => {
  const tag = matrixTag();
  const row = { tag, cells: new Map(), category: 'behavior' } as unknown as MatrixRow;
  const here = { departmentId: '2', level, shareId: '51', until: null, from: 'share' } as const;
  const column = { ...departments[2]!, depth: 0 } as never;
  showFramed(<CellForm row={row} column={column} cell={here} share={share({ level })} onClose={() => undefined} />);
};
const choose = (level: RegExp) => fireEvent.click(screen.getByLabelText(level));
const save = () => screen.getByTestId('save-share');
const posted = (path: string) => post.mock.calls.filter(([to]: unknown[]) => to === path);

vi.setConfig({ testTimeout: 20_000 });
beforeAll(() => startI18n(TEXTS));
beforeEach(() => {
  post = vi
    .spyOn(api, 'post')
    .mockImplementation((path, body) =>
      path === '/approvals'
        ? Promise.resolve({ id: '31', until: '2026-03-09T02:00:00.000Z', ...(body as object) } as never)
        : Promise.reject(REFUSED),
    );
  return () => vi.restoreAllMocks();
});

describe('lending that takes two people', () => {
  const terms = { tagId: '11', departmentId: '2', level: 'assign', purpose: '双 12 接待分流', until: null };

  it('becomes the question in the same place, and sends the terms with the purpose as the reason', async () => {
    serve(OFF);
    cell('use');
    choose(/可打标/);
    fireEvent.click(save());
    fireEvent.click(await screen.findByTestId('send-approval'));
    expect(await screen.findByTestId('approval-sent')).toBeTruthy();
    expect(posted('/approvals')[0]?.[1]).toEqual({
      request: { act: 'share', share: terms },
      reason: '双 12 接待分流',
    });
  });

  it('says so on the button as soon as more is given than before, and only then', async () => {
    serve({ ...OFF, share: true });
    cell('use');
    choose(/只读/);
    expect(save().textContent).not.toBe('提交审批');
    choose(/可打标/);
    await waitFor(() => expect(save().textContent).toBe('提交审批'));
    fireEvent.click(save());
    expect(await screen.findByTestId('ask-approval')).toBeTruthy();
    expect(posted('/shares')).toHaveLength(0);
  });

  it('is of a group as well', async () => {
    serve({ ...OFF, share: true });
    showFramed(
      <GroupDialog
        group={{ id: '5', name: { 'zh-CN': '活动' } }}
        departments={departments}
        onClose={() => undefined}
      />,
    );
    fireEvent.mouseDown(await screen.findByLabelText('部门'));
    fireEvent.click((await screen.findAllByText('客服部')).at(-1)!);
    fireEvent.change(screen.getByLabelText('用途'), { target: { value: '接待分流' } });
    fireEvent.click(await screen.findByRole('button', { name: '提交审批' }));
    fireEvent.click(await screen.findByTestId('send-approval'));
    await waitFor(() =>
      expect(posted('/approvals')[0]?.[1]).toMatchObject({
        request: { act: 'share', share: { groupId: '5', departmentId: '2', level: 'read' } },
      }),
    );
  });

  it('is what granting one’s own request becomes', async () => {
    serve({ ...OFF, share: true });
    showFramed(<AnswerDialog request={request()} grant onClose={() => undefined} />);
    const dialog = within(await screen.findByRole('dialog'));
    fireEvent.click(dialog.getAllByRole('button').at(-1)!);
    fireEvent.click(await screen.findByTestId('send-approval'));
    await waitFor(() =>
      expect(posted('/approvals')[0]?.[1]).toEqual({
        request: {
          act: 'share',
          share: { tagId: '11', departmentId: '2', level: 'use', purpose: '接待分流', until: null },
        },
        reason: '接待分流',
      }),
    );
  });
});
