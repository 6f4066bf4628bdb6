import type { MetricWindow } from '@tagloom/contracts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/platform/format';
import styles from './window-drawing.module.css';
import { spanOf, type Span } from './window-span';

interface WindowDrawingProps {
  window: MetricWindow;
  /** Draws the window before, too. */
  compared: boolean;
}

/** The window on a line of time that ends now, with the dates of its ends. */
export function WindowDrawing({ window, compared }: WindowDrawingProps) {
  const { t } = useTranslation('metrics');
  const format = useFormat();
  const [now] = useState(() => new Date());
  const { window: span, before } = spanOf(window, now);
  const shownBefore = compared ? before : undefined;
  const first = (shownBefore?.from ?? span.from)?.getTime();
  const length = first === undefined ? 1 : Math.max(1, now.getTime() - first);
  const begin = (first ?? now.getTime() - 1) - length * 0.12;
  const place = (at: Date | undefined) =>
    at === undefined ? 0 : Math.max(0, (100 * (at.getTime() - begin)) / (now.getTime() - begin));
  const isExact = window.kind === 'rolling' && (window.unit === 'minute' || window.unit === 'hour');
  const name = (at: Date) => (isExact ? format.dateTime(at) : format.day(at));
  const band = ({ from, to }: Span) => ({ left: `${place(from)}%`, width: `${place(to) - place(from)}%` });
  const ends = [
    ...(shownBefore?.from ? [name(shownBefore.from)] : []),
    span.from ? name(span.from) : t('draw_begin'),
    span.to.getTime() === now.getTime() ? t('draw_now') : name(span.to),
  ];
  return (
    <figure className={styles.drawing} data-testid="window-drawing">
      <div className={styles.line} aria-hidden>
        {shownBefore && (
          <span className={styles.before} style={band(shownBefore)}>
            {t('draw_before')}
          </span>
        )}
        <span className={styles.window} style={band(span)}>
          {t('draw_window')}
        </span>
        <span className={styles.now} />
      </div>
      <figcaption className={styles.ends}>
        <span>{ends.join(' → ')}</span>
        {span.to.getTime() !== now.getTime() && <span>{t('draw_now')}</span>}
      </figcaption>
    </figure>
  );
}
