'use client';
import { QueryClientContext, type QueryClient } from '@tanstack/react-query';
import { useContext, useEffect } from 'react';
import { createRetrySession, type RetrySession } from './retrySession.ts';
import { TaskRetryContext } from './TaskRetryContext.ts';

// Without a provider, components that share a QueryClient share a session, and it goes when the client goes.
const sessions = new WeakMap<QueryClient, RetrySession>();

function sessionOf(client: QueryClient): RetrySession {
  const session = sessions.get(client) ?? createRetrySession();
  sessions.set(client, session);
  return session;
}

/** The session of the nearest provider, else of the QueryClient. Keeps it alive in the page while mounted. */
export function useRetrySession(): RetrySession {
  const { session: provided } = useContext(TaskRetryContext);
  const client = useContext(QueryClientContext);
  const session = provided ?? (client && sessionOf(client));
  if (!session) throw new Error(NO_QUERY_CLIENT);
  useEffect(() => session.retain(), [session]);
  return session;
}

export const NO_QUERY_CLIENT: string =
  'task-retry-ui found no QueryClient, so it can neither send a retry nor refresh what it changed. ' +
  'Put a <QueryClientProvider> of @tanstack/react-query around it, or inject your own hooks with <TaskRetryProvider hooks={...}>.';
