import type { z } from 'zod';
import { StateChip } from '#components/ui/state-chip.tsx';
import type { LunDto } from '#contract/api/fabric.ts';

type Lun = Pick<z.infer<typeof LunDto>, 'state' | 'access' | 'kind' | 'sealedAt' | 'quarantinedUntil'>;

/** Who may use a LUN, in two words; a golden LUN that can be written is worth a second look. */
export function LunState({ lun, look = 'plain' }: { lun: Lun; look?: 'plain' | 'chip' }) {
  if (lun.state === 'quarantined')
    return <StateChip look={look} tone="waiting" label="Quarantined" title={`Kept until ${lun.quarantinedUntil}`} />;
  if (lun.state === 'unmasked')
    return <StateChip look={look} tone="neutral" label="Unmasked" title="In no masking set" />;
  if (lun.sealedAt && lun.kind === 'golden')
    return <StateChip look={look} tone="ok" label="Sealed" title="Read-only in every masking set" />;
  if (lun.access === 'mixed')
    return (
      <StateChip
        look={look}
        tone="danger"
        label="Mixed access"
        title="Read-only for some initiators, read-write for others"
      />
    );
  if (lun.kind === 'golden')
    return <StateChip look={look} tone="warning" label="Not sealed" title="A golden LUN that can still be written" />;
  return <StateChip look={look} tone="neutral" label={lun.access === 'read-only' ? 'Read-only' : 'Read-write'} />;
}
