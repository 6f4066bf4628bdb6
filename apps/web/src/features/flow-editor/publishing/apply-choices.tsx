import type { CountResponse } from '@tagloom/contracts';
import { DatePicker, Radio } from 'antd';
import dayjs from 'dayjs';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/platform/format';
import styles from './publishing.module.css';
import type { Applied } from './use-publish';
import { useReach } from './use-reach';

interface ApplyChoicesProps {
  flowId: string;
  counts: CountResponse | undefined;
  value: Applied;
  onChange(applied: Applied): void;
}

/** For whom a version counts at once: how many that are, and how long asking them takes. */
export function ApplyChoices({ flowId, counts, value, onChange }: ApplyChoicesProps) {
  const { t } = useTranslation('flowEditor');
  const { number } = useFormat();
  const total = { count: counts?.total ?? 0, total: number(counts?.total ?? 0) };
  const matching = counts?.matching ?? undefined;
  const everyone =
    matching === undefined
      ? t('publish.everyoneText', total)
      : t('publish.everyoneCount', { ...total, matching: number(matching) });
  const { since } = value;
  return (
    <Radio.Group
      value={value.apply}
      onChange={({ target }) => onChange({ apply: target.value as Applied['apply'], since })}
      className={styles.choices}
    >
      <Radio value="new_events" data-testid="publish-new-events">
        <b>{t('publish.newEvents')}</b>
        <small>{t('publish.newEventsText')}</small>
      </Radio>
      <Radio value="since" data-testid="publish-since">
        <b>{t('publish.since')}</b>
        <small>
          {t('publish.sinceText')}
          <Reach flowId={flowId} applied={{ apply: 'since', since }} />
        </small>
        {value.apply === 'since' && (
          <DatePicker
            value={since === undefined ? null : dayjs(since)}
            maxDate={dayjs()}
            aria-label={t('publish.sinceDay')}
            placeholder={t('publish.sinceDay')}
            onChange={(day) => onChange({ apply: 'since', since: day?.startOf('day').toISOString() })}
          />
        )}
      </Radio>
      <Radio value="everyone" data-testid="publish-everyone">
        <b>{t('publish.everyone')}</b>
        <small>
          {everyone}
          <span className={styles.reach}>
            <Reach flowId={flowId} applied={{ apply: 'everyone' }} />
          </span>
        </small>
      </Radio>
    </Radio.Group>
  );
}

function Reach({ flowId, applied }: { flowId: string; applied: Applied }): ReactNode {
  const { t } = useTranslation('flowEditor');
  const { number } = useFormat();
  const reach = useReach(flowId, applied);
  if (!reach) return null;
  const { customers: count, seconds } = reach;
  const said = { count, customers: number(count), seconds: number(seconds), minutes: number(Math.ceil(seconds / 60)) };
  return (
    <span data-testid={`reach-${applied.apply}`}>
      {' '}
      {t(seconds < 1 ? 'publish.reachNow' : seconds < 120 ? 'publish.reachSeconds' : 'publish.reachMinutes', said)}
    </span>
  );
}
