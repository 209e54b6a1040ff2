'use client';
import { QueryClientContext, type QueryClient } from '@tanstack/react-query';
import { useContext, useEffect } from 'react';
import { unknownError } from '../types/ownError.ts';
import { createRetrySession, type RetrySession } from './retrySession.ts';
import { TaskRetryContext } from './TaskRetryContext.ts';

// Without a provider, components that share a QueryClient share a session, and it goes when the client goes.
const sessions = new WeakMap<QueryClient, RetrySession>();

function sessionOf(client: QueryClient): RetrySession {
  const session = sessions.get(client) ?? createRetrySession(unknownError);
  sessions.set(client, session);
  return session;
}

/** The session of the nearest provider, else of the QueryClient. Keeps it alive in the page while mounted. */
export function useRetrySession(): RetrySession {
  const { session: provided } = useContext(TaskRetryContext);
  const client = useContext(QueryClientContext);
  const session = provided ?? sessionOf(required(client));
  useEffect(() => session.announcer.retain(), [session]);
  return session;
}

/** The QueryClient where it cannot be done without. */
export function required(client: QueryClient | undefined): QueryClient {
  if (client) return client;
  throw new Error('task-retry-ui found no QueryClient. Add <QueryClientProvider>, or <TaskRetryProvider hooks={...}>.');
}
