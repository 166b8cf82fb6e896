import { StateChip } from '#components/ui/state-chip.tsx';
import type { TemplateDto } from '#contract/api/templates.ts';

type Facts = Pick<TemplateDto, 'sealed' | 'goldenLun' | 'lastProbe' | 'chain'>;

/** Whether the golden LUN is read-only, and whether that was proven by a write that failed. */
export function TemplateState({ template, look = 'plain' }: { template: Facts; look?: 'plain' | 'chip' }) {
  const broken = template.chain.find((link) => !link.found);
  if (!template.goldenLun)
    return (
      <StateChip
        look={look}
        tone="unknown"
        label="Not found"
        title={broken?.problem ?? 'Its golden LUN is not known'}
      />
    );
  if (!template.sealed)
    return <StateChip look={look} tone="warning" label="Not sealed" title="The golden LUN can still be written" />;
  if (template.lastProbe && !template.lastProbe.held)
    return (
      <StateChip
        look={look}
        tone="danger"
        label="Write let through"
        title="Read-only by its masking, yet a write got through"
      />
    );
  return (
    <StateChip
      look={look}
      tone="ok"
      label="Sealed"
      title={template.lastProbe ? 'A write was tried and refused' : 'Read-only in its masking set'}
    />
  );
}
