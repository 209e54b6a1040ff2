import { useQuery } from '@tanstack/react-query';
import { useId, useState, type ReactElement } from 'react';
import { StageRetryButton, type Task, type TaskStage } from '../../src/index.ts';
import type { PageApi } from './pageApi.ts';
import { goesOn, taskQuery } from './pageQueries.ts';
import { Reading } from './Reading.tsx';
import { StageReport } from './StageReport.tsx';
import { StatusBadge } from './StatusBadge.tsx';
import type { LinkProps } from './TaskList.tsx';
import { money, type Texts } from './texts.ts';
import './TaskDetail.css';

interface TaskDetailProps {
  id: string;
  api: PageApi;
  texts: Texts;
  maxRetries: number;
  back: LinkProps;
}

/** One task: its pipeline with an action area for each stage, and the execution report of the stage that is looked at. */
export function TaskDetail({ id, api, texts, maxRetries, back }: TaskDetailProps): ReactElement {
  const { data: task, isError, refetch } = useQuery(taskQuery(api, id));
  return (
    <>
      <a {...back} className="back">
        <span aria-hidden>←</span> {texts.back}
      </a>
      {task ? (
        <Detail task={task} texts={texts} maxRetries={maxRetries} />
      ) : (
        <Reading failed={isError} onReadAgain={() => void refetch()} texts={texts} />
      )}
    </>
  );
}

interface DetailProps {
  task: Task;
  texts: Texts;
  maxRetries: number;
}

function Detail({ task, texts, maxRetries }: DetailProps): ReactElement {
  const stages = task.stages ?? [];
  const pipelineId = useId();
  const [lookedAt, setLookedAt] = useState<string>();
  // A retry button stays once its stage has failed: it says what became of the retry, and may have the focus.
  const [offered, setOffered] = useState<ReadonlySet<string>>(new Set());
  const fresh = stages.filter(({ id, status }) => status === 'failed' && !offered.has(id));
  if (fresh.length > 0) setOffered(new Set([...offered, ...fresh.map(({ id }) => id)]));
  const stage = stages.find(({ id }) => id === lookedAt) ?? standsAt(stages);
  const facts = [
    [texts.project, task.project_name],
    [texts.template, task.template_name],
    [texts.branch, task.branch_name],
    [texts.tokens, new Intl.NumberFormat(texts.locale).format(task.total_tokens ?? 0)],
    [texts.cost, money(task.total_cost_rmb ?? 0, texts)],
  ];
  const retryButton = (of: TaskStage, size: 'small' | 'medium'): ReactElement | null => {
    if (!offered.has(of.id)) return null;
    // From here on the report stays with the stage that was retried, whichever stage the task goes on to.
    const stay = (): void => setLookedAt(of.id);
    return (
      <StageRetryButton
        key={of.id}
        task={task}
        stage={of}
        size={size}
        onSubmitted={stay}
        onError={stay}
        aria-label={texts.actionArea(nameOf(of))}
      />
    );
  };
  return (
    <>
      <header className="task-header">
        <h1 dir="auto">{task.title ?? task.id}</h1>
        <StatusBadge status={task.status} texts={texts} />
        <code className="app-muted">{task.id}</code>
      </header>
      <dl className="facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value ?? '–'}</dd>
          </div>
        ))}
      </dl>
      <div className="task-columns">
        <section aria-labelledby={pipelineId}>
          <h2 id={pipelineId}>{texts.pipeline}</h2>
          <ol className="pipeline">
            {stages.map((each) => (
              <li key={each.id} data-status={each.status} data-looked-at={each.id === stage?.id || undefined}>
                <div className="pipeline-stage">
                  <button type="button" aria-pressed={each.id === stage?.id} onClick={() => setLookedAt(each.id)}>
                    <strong>{nameOf(each)}</strong>
                    <span className="app-muted">{each.agent_role}</span>
                  </button>
                  <StatusBadge status={each.status} texts={texts} />
                </div>
                {retryButton(each, 'small')}
              </li>
            ))}
          </ol>
        </section>
        {stage && (
          <StageReport stage={stage} texts={texts} maxRetries={maxRetries}>
            {retryButton(stage, 'medium')}
          </StageReport>
        )}
      </div>
    </>
  );
}

/** The stage that needs a look: the earliest failed one, else the one that goes on or is next, else the last. */
function standsAt(stages: readonly TaskStage[]): TaskStage | undefined {
  return (
    stages.find(({ status }) => status === 'failed') ??
    stages.find(({ status }) => status === 'running') ??
    stages.find(goesOn) ??
    stages.at(-1)
  );
}

function nameOf(stage: TaskStage): string {
  return stage.stage_name ?? stage.id;
}
