import { useId, type ReactElement, type ReactNode } from 'react';
import type { TaskStage } from '../../src/index.ts';
import { StatusBadge } from './StatusBadge.tsx';
import type { Texts } from './texts.ts';

interface StageReportProps {
  stage: TaskStage;
  texts: Texts;
  maxRetries: number;
  /** The retry, where there is one. */
  children: ReactNode;
}

/** What a stage left behind: its output, or why it failed. */
export function StageReport({ stage, texts, maxRetries, children }: StageReportProps): ReactElement {
  const titleId = useId();
  const name = stage.stage_name ?? stage.id;
  const { retry_count: retries = 0, duration_seconds: seconds } = stage;
  const facts = [
    [texts.category, stage.failure_category],
    [texts.attempts, `${retries} / ${maxRetries}`],
    [texts.duration, seconds ? new Intl.NumberFormat(texts.locale, { style: 'unit', unit: 'second', maximumFractionDigits: 0 }).format(seconds) : undefined],
    [texts.tokens, stage.tokens_used ? new Intl.NumberFormat(texts.locale).format(stage.tokens_used) : undefined],
    [texts.turns, stage.turns_used || undefined],
    [texts.selfFixes, stage.self_fix_count || undefined],
  ].filter((fact) => fact[1] !== undefined && fact[1] !== null);
  return (
    <section className="stage-report" aria-labelledby={titleId} data-status={stage.status}>
      <header>
        <h2 id={titleId}>{texts.reportOf(name)}</h2>
        <StatusBadge status={stage.status} texts={texts} />
      </header>
      <dl className="facts">
        {facts.map(([fact, value]) => (
          <div key={fact}>
            <dt>{fact}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <Content stage={stage} texts={texts} />
      {children}
    </section>
  );
}

function Content({ stage, texts }: Pick<StageReportProps, 'stage' | 'texts'>): ReactElement {
  if (stage.status === 'running') return <p className="app-muted">{texts.isRunning}</p>;
  if (isUnstarted(stage)) return <p className="app-muted">{texts.notStarted}</p>;
  const failed = stage.status === 'failed';
  const text = failed ? stage.error_message : stage.output_summary;
  if (!text) return <p className="app-muted">{texts.noOutput}</p>;
  return (
    <figure>
      <figcaption>{failed ? texts.error : texts.output}</figcaption>
      <pre dir="auto">{text}</pre>
    </figure>
  );
}

function isUnstarted({ status }: TaskStage): boolean {
  return status === 'pending' || status === 'planning';
}
