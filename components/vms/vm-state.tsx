import type { z } from 'zod';
import { StateChip } from '#components/ui/state-chip.tsx';
import type { VmDto } from '#contract/api/fabric.ts';

/** Running means that the guest itself said READY under its name; before that it is starting. */
export function VmState({
  vm,
  look = 'plain',
}: {
  vm: Pick<z.infer<typeof VmDto>, 'state' | 'ready'>;
  look?: 'plain' | 'chip';
}) {
  if (vm.state === 'running' && vm.ready) return <StateChip look={look} tone="ok" label="Running" />;
  if (vm.state === 'stopped') return <StateChip look={look} tone="neutral" label="Stopped" />;
  return (
    <StateChip look={look} tone="running" label="Starting" title="It is powered on; the guest has not said READY yet" />
  );
}
