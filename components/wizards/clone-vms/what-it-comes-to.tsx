import { KeyValues } from '#components/ui/key-values.tsx';
import { type CloneVmsDraft, namePreview, stepProblem } from './draft.ts';

type Props = { draft: CloneVmsDraft; templateName: string | null; clusterName: string | null };

/** The choices so far, beside every step. */
export function WhatItComesTo({ draft, templateName, clusterName }: Props) {
  return (
    <>
      <h2 className="mb-2 font-medium">So far</h2>
      <KeyValues
        items={[
          { key: 'template', label: 'Template', value: templateName ?? 'not chosen' },
          { key: 'count', label: 'VMs', value: draft.count ?? 'not said' },
          { key: 'names', label: 'Names', value: stepProblem(draft, 'names') ? 'not said' : namePreview(draft) },
          { key: 'where', label: 'Where', value: placementWords(draft, clusterName) },
          { key: 'start', label: 'Afterwards', value: draft.start ? 'started' : 'left stopped' },
        ]}
      />
    </>
  );
}

function placementWords({ placement, clusterId, hostIds }: CloneVmsDraft, clusterName: string | null): string {
  if (placement === 'cluster') return clusterId ? (clusterName ?? 'a cluster') : 'not chosen';
  if (hostIds.length === 0) return 'not chosen';
  return hostIds.length === 1 ? '1 host' : `${hostIds.length} hosts`;
}
