import { useQuery } from '@tanstack/react-query';
import { useId, useState, type MouseEvent, type ReactElement } from 'react';
import { BatchRetryDialog, earliestFailedStage, type Task } from '../../src/index.ts';
import { PAGE_SIZE, type PageApi } from './pageApi.ts';
import { cockpitQuery, rowsQuery } from './pageQueries.ts';
import { Reading } from './Reading.tsx';
import { StatusBadge } from './StatusBadge.tsx';
import { money, type Texts } from './texts.ts';
import { useSelection } from './useSelection.ts';
import './TaskList.css';

const FILTERS = [undefined, 'failed', 'running', 'pending', 'completed', 'cancelled'] as const;

export interface LinkProps {
  href: string;
  onClick: (event: MouseEvent) => void;
}

interface TaskListProps {
  api: PageApi;
  texts: Texts;
  linkTo: (id: string) => LinkProps;
}

/** All tasks with their totals; the failed ones of a selection are retried as a batch. */
export function TaskList({ api, texts, linkTo }: TaskListProps): ReactElement {
  const filterName = useId();
  const [status, setStatus] = useState<string>();
  const [page, setPage] = useState(1);
  const [open, setOpen] = useState(false);
  const rows = useQuery(rowsQuery(api, { status, page }));
  const items = rows.data?.items ?? [];
  const { ticked, toggle, clear, chosen, choose, settle } = useSelection(api, items);
  const pages = Math.max(1, Math.ceil((rows.data?.total ?? 0) / PAGE_SIZE));
  // The last page goes when what was on it no longer has this status.
  if (rows.data && page > pages) setPage(pages);
  const elsewhere = ticked.size - items.filter(({ id }) => ticked.has(id)).length;
  return (
    <>
      <h1>{texts.tasks}</h1>
      <Cockpit api={api} texts={texts} />
      <fieldset className="filter">
        <legend>{texts.status}</legend>
        {FILTERS.map((each) => (
          <label key={each ?? 'all'}>
            <input
              type="radio"
              name={filterName}
              checked={status === each}
              onChange={() => {
                setStatus(each);
                setPage(1);
              }}
            />
            {each === undefined ? texts.all : texts.statuses[each]}
          </label>
        ))}
      </fieldset>
      <div className="toolbar">
        <button
          type="button"
          className="app-button"
          data-main
          onClick={() => {
            choose();
            setOpen(true);
          }}
        >
          {ticked.size === 0 && chosen.length > 0 ? texts.lastResult : texts.retrySelected(ticked.size)}
        </button>
        <span className="app-muted">{texts.selected(ticked.size, elsewhere)}</span>
        {ticked.size > 0 && (
          <button type="button" className="app-button" onClick={clear}>
            {texts.clear}
          </button>
        )}
      </div>
      {rows.data ? (
        <Table rows={items} ticked={ticked} toggle={toggle} texts={texts} linkTo={linkTo} />
      ) : (
        <Reading failed={rows.isError} onReadAgain={() => void rows.refetch()} texts={texts} />
      )}
      <nav className="pages" aria-label={texts.pages}>
        <PageButton label={texts.previous} to={page - 1} pages={pages} onPage={setPage} />
        <span>{texts.pageOf(page, pages)}</span>
        <PageButton label={texts.next} to={page + 1} pages={pages} onPage={setPage} />
      </nav>
      <BatchRetryDialog
        tasks={chosen}
        open={open}
        onOpenChange={setOpen}
        onSettled={settle}
        getTaskHref={(id) => linkTo(id).href}
      />
    </>
  );
}

function Cockpit({ api, texts }: { api: PageApi; texts: Texts }): ReactElement {
  const { data, isError, refetch } = useQuery(cockpitQuery(api));
  if (!data) return <Reading failed={isError} onReadAgain={() => void refetch()} texts={texts} />;
  const count = (...statuses: readonly string[]): number => statuses.reduce((sum, status) => sum + (data.by_status[status] ?? 0), 0);
  const number = new Intl.NumberFormat(texts.locale);
  const totals: readonly (readonly [name: string, value: string, status?: string])[] = [
    [texts.tasks, number.format(data.total)],
    [texts.statuses['failed'] ?? '', number.format(count('failed')), 'failed'],
    [texts.underWay, number.format(count('pending', 'planning', 'running')), 'running'],
    [texts.statuses['completed'] ?? '', number.format(count('completed')), 'completed'],
    [texts.tokens, new Intl.NumberFormat(texts.locale, { notation: 'compact', maximumFractionDigits: 1 }).format(data.total_tokens)],
    [texts.cost, money(data.total_cost_rmb, texts)],
  ];
  return (
    <section className="cockpit" aria-label={texts.cockpit}>
      <dl>
        {totals.map(([name, value, status]) => (
          <div key={name} data-status={status}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

interface TableProps {
  rows: readonly Task[];
  ticked: ReadonlySet<string>;
  toggle: (rows: readonly Task[], on: boolean) => void;
  texts: Texts;
  linkTo: (id: string) => LinkProps;
}

function Table({ rows, ticked, toggle, texts, linkTo }: TableProps): ReactElement {
  if (rows.length === 0) return <p className="app-muted">{texts.noTasks}</p>;
  const here = rows.filter(({ id }) => ticked.has(id)).length;
  return (
    <table className="tasks" aria-label={texts.tasks}>
      <thead>
        <tr>
          <th scope="col">
            <label className="tick">
              <input
                type="checkbox"
                aria-label={texts.selectPage}
                checked={here === rows.length}
                ref={(box) => {
                  if (box) box.indeterminate = here > 0 && here < rows.length;
                }}
                onChange={(event) => toggle(rows, event.currentTarget.checked)}
              />
            </label>
          </th>
          <th scope="col">{texts.task}</th>
          <th scope="col">{texts.status}</th>
          <th scope="col" data-wide>
            {texts.stage}
          </th>
          <th scope="col" data-wide>
            {texts.created}
          </th>
          <th scope="col" data-wide data-number>
            {texts.cost}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((task) => (
          <tr key={task.id} data-ticked={ticked.has(task.id) || undefined}>
            <td>
              <label className="tick">
                <input
                  type="checkbox"
                  aria-label={texts.selectTask(task.title ?? task.id)}
                  checked={ticked.has(task.id)}
                  onChange={(event) => toggle([task], event.currentTarget.checked)}
                />
              </label>
            </td>
            <td>
              <a {...linkTo(task.id)} dir="auto">
                {task.title ?? task.id}
              </a>
              <span className="app-muted tasks-meta">
                <code>{task.id}</code> {task.project_name}
              </span>
            </td>
            <td>
              <StatusBadge status={task.status} texts={texts} />
            </td>
            <td data-wide>{stageOf(task)}</td>
            <td data-wide>
              <time dateTime={task.created_at}>{timeOf(task.created_at, texts)}</time>
            </td>
            <td data-wide data-number>
              {money(task.total_cost_rmb ?? 0, texts)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface PageButtonProps {
  label: string;
  to: number;
  pages: number;
  onPage: (page: number) => void;
}

/** Stays focusable at either end, so that the keyboard does not lose its place there. */
function PageButton({ label, to, pages, onPage }: PageButtonProps): ReactElement {
  const none = to < 1 || to > pages;
  return (
    <button type="button" className="app-button" aria-disabled={none} onClick={() => !none && onPage(to)}>
      {label}
    </button>
  );
}

/** Where it stands: the earliest failed stage, else the one that is next. */
function stageOf(task: Task): string {
  const stages = task.stages ?? [];
  const stage = earliestFailedStage(task) ?? stages.find(({ status }) => status !== 'completed' && status !== 'skipped');
  return stage?.stage_name ?? '–';
}

function timeOf(iso: string | undefined, { locale }: Texts): string {
  return iso === undefined ? '' : new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(new Date(iso));
}
