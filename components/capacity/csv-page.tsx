'use client';

import { Button } from '#components/ui/button.tsx';
import { PageHead } from '#components/ui/page-head.tsx';
import { Section } from '#components/ui/section.tsx';
import { CsvAdvisor } from './csv-advisor.tsx';
import { CsvPlanner } from './csv-planner.tsx';

/** How many CSVs are needed, and how to get out of having too many. */
export function CsvPage({ operateRefusal }: { operateRefusal: string | null }) {
  return (
    <>
      <PageHead title="CSV planning" actions={<Button onClick={() => window.print()}>Print</Button>} />
      <Section
        title="How many are needed"
        hint="One for each pair of policies, more where VMs must be apart or IOPS demand it"
      >
        <CsvPlanner />
      </Section>
      <Section title="Too many already?" hint="Fewest moves to the fewest CSVs of an array">
        <CsvAdvisor operateRefusal={operateRefusal} />
      </Section>
    </>
  );
}
