import type { RfmCuts, RfmModelDefinition } from '@tagloom/contracts';
import { useCatalog } from '@/platform/catalog';
import { useTranslation } from 'react-i18next';
import { useValueText } from '@/platform/ui/use-value-text';

type Inputs = Pick<RfmModelDefinition, 'recency' | 'frequency' | 'monetary'>;

/** The cut points in words, with the metrics' units: «≤ 30 天», «≥ 3 次». */
export function useCutText(): (inputs: Inputs, cuts: RfmCuts) => Record<keyof RfmCuts, string> {
  const { t } = useTranslation('common');
  const { facts } = useCatalog();
  const valueText = useValueText();
  return (inputs, cuts) => {
    const text = (part: keyof RfmCuts, sign: string) => {
      const cut = cuts[part];
      if (cut === null) return t('unknown');
      const fact = facts.find(({ name }) => name === `metric.${inputs[part]}`);
      return `${sign} ${valueText(cut, fact)}`;
    };
    return { recency: text('recency', '≤'), frequency: text('frequency', '≥'), monetary: text('monetary', '≥') };
  };
}
