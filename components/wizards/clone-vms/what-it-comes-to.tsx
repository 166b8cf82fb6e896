import { KeyValues } from '#components/ui/key-values.tsx';
import { type CloneVmsDraft, namePreview, stepProblem } from './draft.ts';

/** The choices so far, beside every step. */
export function WhatItComesTo({ draft, templateName }: { draft: CloneVmsDraft; templateName: string | null }) {
  return (
    <>
      <h2 className="mb-2 font-medium">So far</h2>
      <KeyValues
        items={[
          { key: 'template', label: 'Template', value: templateName ?? 'not chosen' },
          { key: 'count', label: 'VMs', value: draft.count ?? 'not said' },
          { key: 'names', label: 'Names', value: stepProblem(draft, 'names') ? 'not said' : namePreview(draft) },
          { key: 'start', label: 'Afterwards', value: draft.start ? 'started' : 'left stopped' },
        ]}
      />
    </>
  );
}
