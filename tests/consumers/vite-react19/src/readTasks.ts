import type { Task } from 'task-retry-ui';

/** The first page of `GET /tasks`. */
export async function readTasks(): Promise<Task[]> {
  const response = await fetch('/api/v1/tasks');
  const { items } = (await response.json()) as { items: Task[] };
  return items;
}
