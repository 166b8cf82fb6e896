import type { Metadata } from 'next';
import { CsvList } from '#components/capacity/csv-list.tsx';
import { ActLink } from '#components/ui/act-link.tsx';
import { PageHead } from '#components/ui/page-head.tsx';
import { paths } from '#contract/paths.ts';
import { operateRefusal } from '#server/auth/operate-refusal.ts';
import { currentActor } from '#server/auth/session.ts';

export const metadata: Metadata = { title: 'CSVs' };

export default async function Page() {
  const refusal = operateRefusal(await currentActor());
  return (
    <>
      <PageHead
        title="CSVs"
        actions={
          <ActLink href={paths.newCsv()} variant="primary" refusal={refusal}>
            Create a CSV
          </ActLink>
        }
      />
      <CsvList operateRefusal={refusal} />
    </>
  );
}
