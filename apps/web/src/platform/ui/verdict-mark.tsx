import type { Verdict } from '@tagloom/contracts';
import { Check, CircleHelp, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import styles from './verdict-mark.module.css';

const ICON = { yes: Check, no: X, unknown: CircleHelp };

/** Icon, word and colour: never the colour alone. */
export function VerdictMark({ verdict }: { verdict: Verdict }) {
  const { t } = useTranslation('ui');
  const Icon = ICON[verdict];
  return (
    <span className={styles.mark} data-verdict={verdict}>
      <Icon size={14} aria-hidden />
      {t(`verdict_${verdict}`)}
    </span>
  );
}
