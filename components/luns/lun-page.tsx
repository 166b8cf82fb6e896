'use client';

import type { ReactNode } from 'react';
import type { z } from 'zod';
import { PageCrumbs } from '#components/layout/page-crumbs.tsx';
import { ResourcePage } from '#components/query/resource-page.tsx';
import { ActLink } from '#components/ui/act-link.tsx';
import { Bytes } from '#components/ui/bytes.tsx';
import { KeyValues } from '#components/ui/key-values.tsx';
import { Mono } from '#components/ui/mono.tsx';
import { Fact, PageHead } from '#components/ui/page-head.tsx';
import { Section } from '#components/ui/section.tsx';
import { StateChip } from '#components/ui/state-chip.tsx';
import { TextLink } from '#components/ui/text-link.tsx';
import { Time } from '#components/ui/time.tsx';
import type { LunDto } from '#contract/api/fabric.ts';
import { paths } from '#contract/paths.ts';
import { LunState } from './lun-state.tsx';

type Lun = z.infer<typeof LunDto>;

type PageProps = {
  id: string;
  operateRefusal: string | null;
  /** What is registered on it, for a CSV. */
  ledger: (lun: Lun) => ReactNode;
};

/** A LUN: who sees it and how, what it was cloned from, who has it open. */
export function LunPage({ id, operateRefusal, ledger }: PageProps) {
  return (
    <ResourcePage endpoint="luns.get" id={id}>
      {(lun) => (
        <>
          <PageCrumbs crumbs={[{ label: 'Storage' }, { label: 'LUNs', href: paths.luns() }, { label: lun.name }]} />
          <PageHead
            title={lun.name}
            state={<LunState lun={lun} look="chip" />}
            facts={
              <>
                <Fact label="Size">
                  <Bytes sizeBytes={lun.sizeBytes} />
                </Fact>
                <Fact label="Array">
                  <TextLink href={paths.array(lun.array.id)}>{lun.array.name}</TextLink>
                </Fact>
                <Fact label="Pool">{lun.pool.name}</Fact>
              </>
            }
            actions={<Actions lun={lun} operateRefusal={operateRefusal} />}
          />
          <Section title="Identity">
            <KeyValues items={identity(lun)} />
          </Section>
          {lun.kind === 'csv' && ledger(lun)}
          <Presentations lun={lun} />
          <Section title="Sessions" hint="Initiators that have it open now.">
            {lun.sessions.length === 0 ? (
              <p className="text-muted">None.</p>
            ) : (
              <ul className="hairlines">
                {lun.sessions.map((initiator) => (
                  <li key={initiator} className="py-1.5">
                    <Mono copy="IQN">{initiator}</Mono>
                  </li>
                ))}
              </ul>
            )}
          </Section>
        </>
      )}
    </ResourcePage>
  );
}

function Actions({ lun, operateRefusal }: { lun: Lun; operateRefusal: string | null }) {
  if (lun.state === 'quarantined') {
    return (
      <>
        <ActLink href={`${paths.purgeLuns()}?luns=${lun.id}`} refusal={operateRefusal}>
          Destroy LUN
        </ActLink>
        <ActLink href={`${paths.restoreLuns()}?luns=${lun.id}`} variant="primary" refusal={operateRefusal}>
          Restore from quarantine
        </ActLink>
      </>
    );
  }
  if (lun.kind === 'csv')
    return (
      <ActLink href={paths.retireCsv(lun.id)} refusal={operateRefusal}>
        Retire CSV
      </ActLink>
    );
  if (lun.kind !== 'golden') return null;
  return (
    <ActLink href={paths.cloneLuns(lun.id)} variant="primary" refusal={operateRefusal}>
      Clone LUNs
    </ActLink>
  );
}

function identity(lun: Lun) {
  return [
    { key: 'id', label: 'Unique id', value: <Mono copy="unique id">{lun.uniqueId}</Mono> },
    { key: 'target', label: 'Target', value: lun.targetIqn ? <Mono copy="target IQN">{lun.targetIqn}</Mono> : 'none' },
    {
      key: 'portal',
      label: 'Portal',
      value: lun.portal ? <Mono cut="none">{`${lun.portal}, LUN ${lun.lunNumber ?? '?'}`}</Mono> : 'none',
    },
    {
      key: 'parent',
      label: 'Cloned from',
      value: lun.parent ? <TextLink href={paths.lun(lun.parent.id)}>{lun.parent.name}</TextLink> : 'nothing',
    },
    { key: 'clones', label: 'Clones of it', value: lun.clones },
    { key: 'depth', label: 'Chain depth', value: lun.chainDepth },
    { key: 'used', label: 'Room it takes', value: <Bytes sizeBytes={lun.usedBytes} /> },
    ...(lun.quarantinedUntil
      ? [{ key: 'quarantine', label: 'Quarantined until', value: <Time at={lun.quarantinedUntil} show="exact" /> }]
      : []),
    ...(lun.sealedAt
      ? [{ key: 'sealed', label: 'Read-only since', value: <Time at={lun.sealedAt} show="exact" /> }]
      : []),
  ];
}

function Presentations({ lun }: { lun: Lun }) {
  return (
    <Section title="Masking" hint="Who may use it.">
      {lun.presentations.length === 0 ? (
        <p className="text-muted">It is in no masking set: no initiator can log in to it.</p>
      ) : (
        <ul className="hairlines">
          {lun.presentations.map(({ maskingSet, access }) => (
            <li key={maskingSet.id} className="flex items-baseline justify-between gap-4 py-1.5">
              <TextLink href={paths.maskingSet(maskingSet.id)}>{maskingSet.name}</TextLink>
              <StateChip
                look="plain"
                tone={access === 'read-only' ? 'ok' : 'neutral'}
                label={access === 'read-only' ? 'Read-only' : 'Read-write'}
              />
            </li>
          ))}
        </ul>
      )}
      {lun.usedBy.length > 0 && (
        <p className="mt-3 text-muted">Used by {lun.usedBy.map((user) => user.name).join(', ')}.</p>
      )}
    </Section>
  );
}
