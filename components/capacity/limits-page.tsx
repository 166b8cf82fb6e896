'use client';

import { useQuery } from '@tanstack/react-query';
import { parseAsString, useQueryState } from 'nuqs';
import { q } from '#components/query/q.ts';
import { PageHead } from '#components/ui/page-head.tsx';
import { Section } from '#components/ui/section.tsx';
import { allArrays, allLimits } from './capacity-reads.ts';
import { LimitForm } from './limit-form.tsx';
import { LimitList } from './limit-list.tsx';
import { ProbeArrays } from './probe-arrays.tsx';
import { PublishedLimits } from './published-limits.tsx';

type Refusals = { adminRefusal: string | null; operateRefusal: string | null };

/** What arrays can hold and how they count: who said so, when, and how far it is to be relied on. */
export function LimitsPage({ adminRefusal, operateRefusal }: Refusals) {
  const [edited, setEdited] = useQueryState('edit', parseAsString);
  const arrays = useQuery(q('arrays.list', allArrays)).data?.items ?? [];
  const limits = useQuery(q('capacity-limits.list', allLimits)).data?.items ?? [];
  const limit = limits.find(({ id }) => id === edited);
  return (
    <>
      <PageHead title="Limits" />
      <LimitList arrays={arrays} adminRefusal={adminRefusal} onEdit={(id) => void setEdited(id)} />
      {adminRefusal === null && (
        <Section title={limit ? 'Change the limit' : 'State a limit'} className="mt-8">
          <LimitForm
            key={limit ? `${limit.id} ${limit.updatedAt}` : 'new'}
            limit={limit ?? null}
            arrays={arrays}
            onDone={() => void setEdited(null)}
          />
        </Section>
      )}
      <ProbeArrays arrays={arrays} operateRefusal={operateRefusal} />
      <Section title="What is published" hint="Few vendors say how many registrations an array holds">
        <PublishedLimits />
      </Section>
    </>
  );
}
