'use client';

import { useQuery } from '@tanstack/react-query';
import { RegistrationList } from '#components/charts/registration-list.tsx';
import { problemOf } from '#components/query/api-error.ts';
import { q } from '#components/query/q.ts';
import { ErrorPanel } from '#components/ui/error-panel.tsx';
import { Section } from '#components/ui/section.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { TextLink } from '#components/ui/text-link.tsx';
import { paths } from '#contract/paths.ts';

const SHOWN_ARRAYS = 6;

/** The arrays that are nearest to what they can register, or whose limit nobody knows. */
export function Registrations() {
  const summary = useQuery({ ...q('capacity.summary'), refetchInterval: 30_000 });
  return (
    <Section
      title="Registrations"
      hint="Riskiest first"
      actions={<TextLink href={paths.whatIf()}>What if there were more</TextLink>}
    >
      {summary.isPending && <Skeleton className="h-32" />}
      {summary.isError && <ErrorPanel problem={problemOf(summary.error)} />}
      {summary.data && (
        <RegistrationList
          arrays={summary.data.arrays.slice(0, SHOWN_ARRAYS)}
          hrefOf={({ array }) => paths.registrationsOf(array.id)}
        />
      )}
    </Section>
  );
}
