'use client';

import { PageCrumbs } from '#components/layout/page-crumbs.tsx';
import { ResourcePage } from '#components/query/resource-page.tsx';
import { SourceChip } from '#components/query/source-chip.tsx';
import { Bytes } from '#components/ui/bytes.tsx';
import { KeyValues } from '#components/ui/key-values.tsx';
import { LinkButton } from '#components/ui/link-button.tsx';
import { Mono } from '#components/ui/mono.tsx';
import { Fact, PageHead } from '#components/ui/page-head.tsx';
import { Section } from '#components/ui/section.tsx';
import { TextLink } from '#components/ui/text-link.tsx';
import { paths } from '#contract/paths.ts';

/** A hypervisor host. */
export function HostPage({ id }: { id: string }) {
  return (
    <ResourcePage endpoint="hosts.get" id={id}>
      {(host) => (
        <>
          <PageCrumbs crumbs={[{ label: 'Hosts & clusters', href: paths.hosts() }, { label: host.name }]} />
          <PageHead
            title={host.name}
            state={<SourceChip source={host.source} />}
            facts={
              <>
                <Fact label="VMs">{host.vms}</Fact>
                <Fact label="CPUs">{host.cpus}</Fact>
                <Fact label="Memory">
                  <Bytes sizeBytes={host.memoryUsedBytes} /> of <Bytes sizeBytes={host.memoryBytes} />
                </Fact>
                {host.cluster && (
                  <Fact label="Cluster">
                    <TextLink href={paths.cluster(host.cluster.id)}>{host.cluster.name}</TextLink>
                  </Fact>
                )}
              </>
            }
            actions={
              <LinkButton href={`${paths.vms()}?filter=${encodeURIComponent(`host = "${host.name}"`)}`}>
                Its VMs
              </LinkButton>
            }
          />
          <Section title="Host">
            <KeyValues
              items={[
                { key: 'fqdn', label: 'Name in DNS', value: host.fqdn },
                { key: 'hypervisor', label: 'Hypervisor', value: `${host.hypervisor} ${host.version}` },
                { key: 'group', label: 'Host group', value: host.hostGroup ?? 'none' },
                { key: 'transport', label: 'Transport', value: host.transport === 'fc' ? 'Fibre Channel' : 'iSCSI' },
                { key: 'channels', label: 'Channels per storage module', value: host.channels },
                {
                  key: 'agent',
                  label: 'Agent',
                  value: <TextLink href={paths.agent(host.source.agent.id)}>{host.source.agent.name}</TextLink>,
                },
              ]}
            />
          </Section>
          <Section title="Initiators">
            <ul className="hairlines">
              {host.initiators.map((initiator) => (
                <li key={initiator} className="py-1.5">
                  <Mono copy="initiator name">{initiator}</Mono>
                </li>
              ))}
            </ul>
          </Section>
        </>
      )}
    </ResourcePage>
  );
}
