'use client';

import { useQuery } from '@tanstack/react-query';
import { parseAsArrayOf, parseAsString, useQueryState } from 'nuqs';
import { useMemo } from 'react';
import { RegistrationList } from '#components/charts/registration-list.tsx';
import { saveFile, toCsv } from '#components/query/export-list.ts';
import { q } from '#components/query/q.ts';
import { Button } from '#components/ui/button.tsx';
import { Fact, PageHead } from '#components/ui/page-head.tsx';
import { Section } from '#components/ui/section.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import type { CapacitySummaryDto } from '#contract/api/capacity-records.ts';
import { paths } from '#contract/paths.ts';
import { reservations } from '#domain/capacity/reservations.ts';
import { allScenarios } from './capacity-reads.ts';
import { ReservationMap } from './reservation-map.tsx';
import { CapacityRefusals, ReservationResult } from './reservation-result.tsx';
import { ReservationSliders } from './reservation-sliders.tsx';
import { SaveScenario } from './save-scenario.tsx';
import { type AnsweredScenario, answerScenario, scenarioLine } from './scenario-answer.ts';
import { ScenarioComparison } from './scenario-comparison.tsx';
import { ScenarioList } from './scenario-list.tsx';
import { useArrayKnowledge } from './use-array-knowledge.ts';
import { useReservationInputs } from './use-reservation-inputs.ts';

/** What an array must register, before it happens: the fabric as it is, and what if there were more. */
export function ReservationsPage({ saveRefusal }: { saveRefusal: string | null }) {
  const { input, change } = useReservationInputs();
  const known = useArrayKnowledge();
  const summary = useQuery({ ...q('capacity.summary'), refetchInterval: 30_000 });
  const saved = useQuery(q('capacity-scenarios.list', allScenarios));
  const [compared, setCompared] = useQueryState('compare', parseAsArrayOf(parseAsString).withDefault([]));
  const asked = JSON.stringify(input);
  const knowledge = useMemo(() => known.about(JSON.parse(asked)), [known, asked]);
  const outcome = reservations(input, knowledge);
  const scenarios = (saved.data?.items ?? []).map((one) => answerScenario(one, known.about, known.arrays));
  const [first, second] = compared.flatMap((id) => scenarios.find((one) => one.id === id) ?? []);
  const now = answerScenario({ id: 'now', name: 'As set now', input }, known.about, known.arrays);
  const save = () => saveFile('reservations.csv', 'text/csv', toCsv([now, ...scenarios].map(scenarioLine)));
  return (
    // One sheet of paper: the page head says what the sliders say.
    <div className="print:[zoom:0.8]">
      <PageHead
        title="Reservations"
        facts={<Facts scenario={now} />}
        actions={
          <>
            <Button onClick={save}>Export CSV</Button>
            <Button onClick={() => window.print()}>Print</Button>
          </>
        }
      />
      <Section title="What if" hint="Recounted as you drag; the address keeps the question">
        <div className="grid gap-x-12 gap-y-6 lg:grid-cols-[minmax(0,2fr)_minmax(0,3fr)] print:block">
          <div className="print:hidden">
            <ReservationSliders
              input={input}
              onChange={change}
              arrays={known.arrays}
              crossing={outcome.ok ? outcome.value.crossing : null}
            />
          </div>
          {!known.ready && <Skeleton className="h-56" />}
          {known.ready && outcome.ok && <ReservationResult answer={outcome.value} />}
          {known.ready && !outcome.ok && <CapacityRefusals refusals={outcome.refusals} />}
        </div>
        {known.ready && outcome.ok && (
          <div className="pt-6">
            <ReservationMap fabric={input} knowledge={knowledge} answer={outcome.value} />
          </div>
        )}
      </Section>
      {first && second && (
        <Section title="Comparison" hint={`${second.name} against ${first.name}`}>
          <ScenarioComparison scenarios={[first, second]} />
        </Section>
      )}
      <div className="grid gap-x-12 lg:grid-cols-2 print:hidden">
        <Section title="Scenarios" hint="Choose two to compare">
          <div className="space-y-4">
            <SaveScenario input={input} refusal={saveRefusal} />
            <ScenarioList
              scenarios={scenarios}
              compared={compared}
              onCompare={(ids) => void setCompared(ids.length > 0 ? ids : null)}
              onOpen={(one) => change(one.input)}
              refusal={saveRefusal}
            />
          </div>
        </Section>
        <Section title="The fabric as it is" hint="Riskiest first">
          {summary.data ? (
            <RegistrationList arrays={summary.data.arrays} hrefOf={startHref} />
          ) : (
            <Skeleton className="h-40" />
          )}
        </Section>
      </div>
    </div>
  );
}

/** The question in one line: what a printed page needs to be understood. */
function Facts({ scenario: { input, arrayName } }: { scenario: AnsweredScenario }) {
  return (
    <>
      <Fact label="Array">{arrayName}</Fact>
      <Fact label="Hosts">{input.hosts}</Fact>
      <Fact label="Modules">{input.storageModules}</Fact>
      <Fact label="Channels">{input.channelsPerHostPerModule}</Fact>
      <Fact label="CSVs">{input.csvs}</Fact>
    </>
  );
}

/** The sliders as near to an array as equal hosts can be: never fewer channels than it has on the average. */
function startHref({ array, hosts, csvs, planned }: CapacitySummaryDto['arrays'][number]): string {
  const channels = hosts * csvs === 0 ? 1 : Math.max(1, Math.ceil(planned / (hosts * csvs)));
  const counts = { hosts: Math.max(1, hosts), modules: 1, channels, csvs: Math.max(1, csvs) };
  const search = new URLSearchParams(Object.entries(counts).map(([name, count]) => [name, String(count)]));
  return `${paths.reservations()}?${search}&array=${array.id}`;
}
