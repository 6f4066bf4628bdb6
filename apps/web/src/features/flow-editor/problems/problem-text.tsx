import type { AnalysedProblem, ExampleEvent } from '@tagloom/contracts';
import { Link } from '@tanstack/react-router';
import { CircleAlert, TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/platform/format';
import { useValueText } from '@/platform/ui/use-value-text';
import styles from './problem-text.module.css';

/** A problem in words; pressed, it leads to its node. Below it are the other flow and the customer that it is about. */
export function ProblemText({ problem, onPick }: { problem: AnalysedProblem; onPick?: () => void }) {
  const { localized } = useFormat();
  const Icon = problem.severity === 'error' ? CircleAlert : TriangleAlert;
  const content = (
    <>
      <Icon size={14} aria-hidden />
      <span>{localized(problem.message)}</span>
    </>
  );
  return (
    <div className={styles.problem} data-severity={problem.severity} data-testid={`problem-${problem.code}`}>
      {onPick ? (
        <button type="button" className={styles.words} onClick={onPick}>
          {content}
        </button>
      ) : (
        <div className={styles.words}>{content}</div>
      )}
      <ProblemLinks problem={problem} />
    </div>
  );
}

function ProblemLinks({ problem: { params, example } }: { problem: AnalysedProblem }) {
  const { t } = useTranslation('flowEditor');
  const flow = params?.flow;
  if (!flow && !example) return null;
  return (
    <p className={styles.links}>
      {flow && (
        <Link to="/flows/$id" params={{ id: flow.id }}>
          {t('inspector.otherFlow', { name: flow.name })}
        </Link>
      )}
      {example && (
        <span>
          <Link to="/customers/$id" params={{ id: example.customerId }}>
            {t('inspector.exampleCustomer', { name: example.name ?? example.customerId })}
          </Link>{' '}
          {example.event && <EventText event={example.event} />}
        </span>
      )}
    </p>
  );
}

/** The event that the example needs at hand, with the properties that matter. */
function EventText({ event: { label, properties } }: { event: ExampleEvent }) {
  const { t } = useTranslation('flowEditor');
  const { localized, locale } = useFormat();
  const valueText = useValueText();
  const event = localized(label);
  if (properties.length === 0) return t('inspector.exampleEvent', { event });
  const words = properties.map((property) =>
    t('inspector.exampleProperty', { name: localized(property.label), value: valueText(property.value) }),
  );
  return t('inspector.exampleEventWith', { event, properties: words.join(locale === 'en' ? ' and ' : '、') });
}
