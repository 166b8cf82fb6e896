'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { z } from 'zod';
import { problemOf } from '#components/query/api-error.ts';
import { callApi } from '#components/query/call-api.ts';
import { q } from '#components/query/q.ts';
import { Button } from '#components/ui/button.tsx';
import { ErrorPanel } from '#components/ui/error-panel.tsx';
import { Mono } from '#components/ui/mono.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { StateChip } from '#components/ui/state-chip.tsx';
import { Time } from '#components/ui/time.tsx';
import type { TokenDto } from '#contract/api/people.ts';

type Token = z.infer<typeof TokenDto>;

/** API tokens with their last use; a revoked one stays listed, so that its past is known. */
export function TokenList() {
  const query = useQuery(q('tokens.list', { query: { limit: 200, sort: '-createdAt' } }));
  if (query.isPending) return <Skeleton className="h-24" />;
  if (query.isError) return <ErrorPanel problem={problemOf(query.error)} />;
  if (query.data.items.length === 0) return <p className="text-muted">There is no token yet.</p>;
  return (
    <ul className="hairlines">
      {query.data.items.map((token) => (
        <TokenRow key={token.id} token={token} />
      ))}
    </ul>
  );
}

function TokenRow({ token }: { token: Token }) {
  const client = useQueryClient();
  const [failed, setFailed] = useState<unknown>(null);
  const [pending, setPending] = useState(false);
  const expired = token.expiresAt !== null && Date.parse(token.expiresAt) < Date.now();
  const revoke = async () => {
    setPending(true);
    setFailed(null);
    try {
      const { etag } = await callApi('tokens.get', { params: { id: token.id } });
      await callApi('tokens.revoke', { params: { id: token.id }, ifMatch: etag ?? '*' });
      await client.invalidateQueries({ queryKey: ['tokens.list'] });
    } catch (error) {
      setFailed(error);
    } finally {
      setPending(false);
    }
  };
  return (
    <li className="flex flex-wrap items-center gap-x-5 gap-y-1 py-2">
      <span className="min-w-40 flex-1">
        <span className="font-medium">{token.name}</span> <span className="text-dim">{token.user.name}</span>
        <span className="block">
          <Mono>{`${token.prefix}…`}</Mono>
        </span>
      </span>
      <span className="w-20 text-muted">{token.role}</span>
      <span className="w-36 text-muted">
        {token.lastUsedAt ? (
          <>
            used <Time at={token.lastUsedAt} />
          </>
        ) : (
          'never used'
        )}
      </span>
      <span className="w-28">
        <StateChip
          look="plain"
          tone={token.revokedAt || expired ? 'neutral' : 'ok'}
          label={token.revokedAt ? 'Revoked' : expired ? 'Expired' : 'Active'}
        />
      </span>
      {!token.revokedAt && (
        <Button size="small" pending={pending} onClick={() => void revoke()}>
          Revoke
        </Button>
      )}
      {failed !== null && <ErrorPanel problem={problemOf(failed)} className="w-full" />}
    </li>
  );
}
