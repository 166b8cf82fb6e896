'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { parseAsArrayOf, parseAsString, useQueryStates } from 'nuqs';
import type { EndpointId } from '#contract/api/endpoints.ts';
import { problemOf } from './api-error.ts';
import type { Response } from './call-api.ts';
import { q, type Read } from './q.ts';

export type ListId = Extract<EndpointId, `${string}.list`>;
export type ListItem<I extends ListId> = Response<I> extends { items: (infer T)[] } ? T : never;
type ListPage<T> = { items: T[]; nextPageToken: string | null; total: number; asOf: string | null };

const pageSize = 50;

const state = {
  search: parseAsString.withDefault(''),
  filter: parseAsString.withDefault(''),
  sort: parseAsString,
  page: parseAsArrayOf(parseAsString).withDefault([]),
};

/**
 * A list whose search, filter, sort and page are in the URL. `searchField` is the field that the search box looks in;
 * `fixedFilter` always holds. Rows stay where they are while the next answer is on its way.
 */
export function useList<I extends ListId>(
  id: I,
  { searchField, fixedFilter = '', defaultSort }: { searchField: string; fixedFilter?: string; defaultSort: string },
) {
  const [url, setUrl] = useQueryStates(state, { history: 'replace' });
  const conditions = [fixedFilter, url.filter, url.search && `${searchField} : ${JSON.stringify(url.search)}`].filter(
    Boolean,
  );
  const sort = url.sort ?? defaultSort;
  const pageToken = url.page.at(-1);
  const list = {
    limit: pageSize,
    sort,
    ...(conditions.length ? { filter: conditions.join(' AND ') } : {}),
    ...(pageToken ? { pageToken } : {}),
  };
  const query = useQuery({
    ...q(id, { query: list } as Read<I>),
    placeholderData: keepPreviousData,
    refetchInterval: 10_000,
  });
  const page = query.data as ListPage<ListItem<I>> | undefined;
  const next = page?.nextPageToken ?? null;
  return {
    list,
    url,
    data: query.isError
      ? ({ status: 'error', problem: problemOf(query.error), onRetry: () => void query.refetch() } as const)
      : page
        ? ({
            status: 'ready',
            rows: page.items,
            refreshing: query.isPlaceholderData,
            total: page.total,
            asOf: page.asOf ? { at: page.asOf } : undefined,
          } as const)
        : ({ status: 'loading' } as const),
    sort: sortOf(sort),
    onSortChange: (to: { key: string; direction: 'ascending' | 'descending' } | null) =>
      void setUrl({ sort: to ? `${to.direction === 'descending' ? '-' : ''}${to.key}` : null, page: [] }),
    paging: {
      onNext: next ? () => void setUrl({ page: [...url.page, next] }) : null,
      onPrevious: url.page.length > 0 ? () => void setUrl({ page: url.page.slice(0, -1) }) : null,
      range: page && rangeOf(page, url.page.length),
    },
    search: { value: url.search, onChange: (search: string) => void setUrl({ search, page: [] }) },
    setFilter: (filter: string) => void setUrl({ filter, page: [] }),
    onClearFilters: url.search || url.filter ? () => void setUrl({ search: '', filter: '', page: [] }) : null,
  };
}

function sortOf(sort: string) {
  const direction = sort.startsWith('-') ? ('descending' as const) : ('ascending' as const);
  return { key: sort.replace(/^-/, ''), direction };
}

/** '51–100'; none where all there is stands on one page. */
function rangeOf({ items, nextPageToken }: ListPage<unknown>, pagesBefore: number): string | undefined {
  if (items.length === 0 || (nextPageToken === null && pagesBefore === 0)) return undefined;
  const first = pagesBefore * pageSize + 1;
  return `${first}–${first + items.length - 1}`;
}
