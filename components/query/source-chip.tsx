import { StateChip } from '#components/ui/state-chip.tsx';

/** Whether what is shown was read lately from its agent. */
export function SourceChip({ source }: { source: { agent: { name: string }; asOf: string | null; stale: boolean } }) {
  if (!source.stale) return <StateChip tone="ok" label="Answering" title={`Read from ${source.agent.name}`} />;
  return (
    <StateChip tone="stale" label="Stale" title={`${source.agent.name} has not answered lately; this is how it was`} />
  );
}
