'use client';

import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { DraftState } from '#components/wizard/wizard-step.ts';
import { problemOf } from './api-error.ts';
import { callApi } from './call-api.ts';
import { q } from './q.ts';

/** Long enough not to write at every key, short enough that a closed tab loses a word at most. */
const pauseMs = 600;

/**
 * A wizard's draft, kept on the server so that it can be taken up on another machine. `given` (from a link) goes before
 * what was kept. `null` while the kept one is being read.
 */
export function useDraft<Draft extends Record<string, unknown>>(wizard: string, empty: Draft, given: Partial<Draft>) {
  const kept = useQuery({ ...q('drafts.get', { params: { wizard } }), staleTime: Number.POSITIVE_INFINITY, gcTime: 0 });
  const [draft, setDraft] = useState<Draft | null>(null);
  const [state, setState] = useState<DraftState>({ state: 'none' });
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const start = useRef({ empty, given });
  useEffect(() => {
    if (draft || kept.isPending) return;
    setDraft({ ...start.current.empty, ...kept.data?.content, ...start.current.given });
  }, [draft, kept.isPending, kept.data]);
  const save = useCallback(
    async (content: Draft | null) => {
      clearTimeout(timer.current);
      try {
        const { data } = await callApi('drafts.put', { params: { wizard }, body: { content } });
        setState(data.updatedAt && content ? { state: 'saved', at: data.updatedAt } : { state: 'none' });
      } catch (error) {
        setState({ state: 'failed', reason: problemOf(error).detail });
      }
    },
    [wizard],
  );
  const change = useCallback(
    (to: Partial<Draft>) => {
      setDraft((now) => {
        if (!now) return now;
        const next = { ...now, ...to };
        clearTimeout(timer.current);
        timer.current = setTimeout(() => void save(next), pauseMs);
        return next;
      });
      setState({ state: 'saving' });
    },
    [save],
  );
  return { draft, change, state, forget: () => save(null) };
}
