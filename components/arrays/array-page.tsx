'use client';

import type { z } from 'zod';
import { PageCrumbs } from '#components/layout/page-crumbs.tsx';
import { ResourcePage } from '#components/query/resource-page.tsx';
import { SourceChip } from '#components/query/source-chip.tsx';
import { formatBytes } from '#components/ui/format-bytes.ts';
import { KeyValues } from '#components/ui/key-values.tsx';
import { LinkButton } from '#components/ui/link-button.tsx';
import { Fact, PageHead } from '#components/ui/page-head.tsx';
import { Section } from '#components/ui/section.tsx';
import { Stat, Stats } from '#components/ui/stat.tsx';
import { TextLink } from '#components/ui/text-link.tsx';
import type { ArrayDto } from '#contract/api/fabric.ts';
import { paths } from '#contract/paths.ts';

type Array_ = z.infer<typeof ArrayDto>;

/** A storage array: how full it is, and what it can and demands. */
export function ArrayPage({ id }: { id: string }) {
  return (
    <ResourcePage endpoint="arrays.get" id={id}>
      {(array) => (
        <>
          <PageCrumbs
            crumbs={[{ label: 'Storage' }, { label: 'Arrays', href: paths.arrays() }, { label: array.name }]}
          />
          <PageHead
            title={array.name}
            state={<SourceChip source={array.source} />}
            facts={
              <>
                <Fact label="Model">{`${array.vendor} ${array.model}`}</Fact>
                <Fact label="Version">{array.version}</Fact>
                <Fact label="Agent">
                  <TextLink href={paths.agent(array.source.agent.id)}>{array.source.agent.name}</TextLink>
                </Fact>
              </>
            }
            actions={
              <LinkButton href={`${paths.luns()}?filter=${encodeURIComponent(`array = "${array.name}"`)}`}>
                Its LUNs
              </LinkButton>
            }
          />
          <div className="pb-7">
            <Figures array={array} />
          </div>
          <Section title="What it can and demands">
            <KeyValues items={capabilities(array)} />
          </Section>
        </>
      )}
    </ResourcePage>
  );
}

function Figures({ array }: { array: Array_ }) {
  const size = (bytes: number) => formatBytes(bytes);
  const share = array.sizeBytes > 0 ? Math.round((array.usedBytes / array.sizeBytes) * 100) : null;
  return (
    <Stats label="Figures of the array">
      <Stat
        label="Used"
        value={size(array.usedBytes).value}
        unit={size(array.usedBytes).unit}
        note={share === null ? '' : `${share} % of ${size(array.sizeBytes).value} ${size(array.sizeBytes).unit}`}
        {...(share !== null && share >= 80 ? { tone: 'warning' as const } : {})}
      />
      <Stat
        label="Provisioned"
        value={size(array.provisionedBytes).value}
        unit={size(array.provisionedBytes).unit}
        note="what its LUNs promise"
      />
      <Stat
        label="LUNs"
        value={array.luns.toLocaleString('en')}
        note={array.capabilities.maxLuns === null ? 'the array states no limit' : `of ${array.capabilities.maxLuns}`}
      />
    </Stats>
  );
}

function capabilities({ capabilities: c, platform, transport }: Array_) {
  const limit = (n: number | null) => (n === null ? 'states none' : n.toLocaleString('en'));
  return [
    {
      key: 'seal',
      label: 'Golden must be sealed',
      value: c.sealRequiredBeforeClone
        ? 'yes: it refuses to clone a parent that is open read-write'
        : 'not enforced; sealing is still the safe way',
    },
    {
      key: 'copy',
      label: 'SAN copy',
      value: [c.snapshot && 'snapshot', c.clone && 'clone'].filter(Boolean).join(', ') || 'none',
    },
    { key: 'preferred', label: 'Prefers', value: c.preferredAllocation ?? 'nothing' },
    { key: 'depth', label: 'Chain depth, at most', value: limit(c.maxChainDepth) },
    { key: 'parent', label: 'Clones of one parent, at most', value: limit(c.maxClonesPerParent) },
    { key: 'transport', label: 'Transport', value: transport === 'fc' ? 'Fibre Channel' : 'iSCSI' },
    { key: 'platform', label: 'Platform', value: platform ?? 'no row of the compatibility matrix' },
  ];
}
