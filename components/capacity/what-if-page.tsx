'use client';

import { useQuery } from '@tanstack/react-query';
import { parseAsArrayOf, parseAsString, useQueryState } from 'nuqs';
import { memo, type ReactNode, useMemo } from 'react';
import { saveFile, toCsv } from '#components/query/export-list.ts';
import { q } from '#components/query/q.ts';
import { Button } from '#components/ui/button.tsx';
import { Fact, PageHead } from '#components/ui/page-head.tsx';
import { Section } from '#components/ui/section.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
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
import { useLatest } from './use-latest.ts';
import { type ReservationInput, useReservationInputs } from './use-reservation-inputs.ts';

/** What an array must register, before it happens: every figure is counted anew while a slider is dragged. */
export function WhatIfPage({ views, saveRefusal }: { views: ReactNode; saveRefusal: string | null }) {
  const { input, change } = useReservationInputs();
  const known = useArrayKnowledge();
  const asked = JSON.stringify(input);
  const question: ReservationInput = useMemo(() => JSON.parse(asked), [asked]);
  const knowledge = useMemo(() => known.about(question), [known, question]);
  const outcome = useMemo(() => reservations(question, knowledge), [question, knowledge]);
  const now = answerScenario({ id: 'now', name: 'As set now', input }, known.about, known.arrays);
  const read = useLatest(now);
  return (
    // One sheet of paper: the page head says what the sliders say.
    <div className="print:[zoom:0.8]">
      <PageHead
        title="Reservations"
        facts={<Facts scenario={now} />}
        actions={<Actions views={views} known={known} read={read} />}
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
            <ReservationMap fabric={question} knowledge={knowledge} answer={outcome.value} />
          </div>
        )}
      </Section>
      <Scenarios known={known} read={read} onOpen={change} saveRefusal={saveRefusal} />
    </div>
  );
}

type Known = ReturnType<typeof useArrayKnowledge>;

type ActionsProps = { views: ReactNode; known: Known; read: () => AnsweredScenario };

const Actions = memo(function Actions({ views, known, read }: ActionsProps) {
  const answered = useScenarios(known);
  const save = () => saveFile('reservations.csv', 'text/csv', toCsv([read(), ...answered].map(scenarioLine)));
  return (
    <>
      {views}
      <Button onClick={save}>Export CSV</Button>
      <Button onClick={() => window.print()}>Print</Button>
    </>
  );
});

function useScenarios(known: Known) {
  const saved = useQuery(q('capacity-scenarios.list', allScenarios)).data;
  return useMemo(
    () => (saved?.items ?? []).map((one) => answerScenario(one, known.about, known.arrays)),
    [saved, known],
  );
}

type ScenariosProps = {
  known: Known;
  read: () => AnsweredScenario;
  onOpen: (input: ReservationInput) => void;
  saveRefusal: string | null;
};

/** What was saved does not change under a hand that drags: it is not drawn again. */
const Scenarios = memo(function Scenarios({ known, read, onOpen, saveRefusal }: ScenariosProps) {
  const [compared, setCompared] = useQueryState('compare', parseAsArrayOf(parseAsString).withDefault([]));
  const answered = useScenarios(known);
  const [first, second] = compared.flatMap((id) => answered.find((one) => one.id === id) ?? []);
  return (
    <>
      {first && second && (
        <Section title="Comparison" hint={`${second.name} against ${first.name}`}>
          <ScenarioComparison scenarios={[first, second]} />
        </Section>
      )}
      <Section title="Scenarios" hint="Choose two to compare" className="print:hidden">
        <div className="max-w-2xl space-y-4">
          <SaveScenario input={() => read().input} refusal={saveRefusal} />
          <ScenarioList
            scenarios={answered}
            compared={compared}
            onCompare={(ids) => void setCompared(ids.length > 0 ? ids : null)}
            onOpen={(one) => onOpen(one.input)}
            refusal={saveRefusal}
          />
        </div>
      </Section>
    </>
  );
});

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
