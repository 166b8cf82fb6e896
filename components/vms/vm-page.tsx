'use client';

import { PageCrumbs } from '#components/layout/page-crumbs.tsx';
import { ResourcePage } from '#components/query/resource-page.tsx';
import { ActLink } from '#components/ui/act-link.tsx';
import { Bytes } from '#components/ui/bytes.tsx';
import { KeyValues } from '#components/ui/key-values.tsx';
import { Mono } from '#components/ui/mono.tsx';
import { Fact, PageHead } from '#components/ui/page-head.tsx';
import { Section } from '#components/ui/section.tsx';
import { TextLink } from '#components/ui/text-link.tsx';
import { paths } from '#contract/paths.ts';
import { VmState } from './vm-state.tsx';

/** A VM: where it runs, what it boots from. */
export function VmPage({ id, operateRefusal }: { id: string; operateRefusal: string | null }) {
  return (
    <ResourcePage endpoint="vms.get" id={id}>
      {(vm) => (
        <>
          <PageCrumbs crumbs={[{ label: 'Virtual machines', href: paths.vms() }, { label: vm.name }]} />
          <PageHead
            title={vm.name}
            state={<VmState vm={vm} look="chip" />}
            facts={
              <>
                <Fact label="Host">
                  <TextLink href={paths.host(vm.host.id)}>{vm.host.name}</TextLink>
                </Fact>
                {vm.cluster && (
                  <Fact label="Cluster">
                    <TextLink href={paths.cluster(vm.cluster.id)}>{vm.cluster.name}</TextLink>
                  </Fact>
                )}
                <Fact label="CPUs">{vm.cpus}</Fact>
                <Fact label="Memory">
                  <Bytes sizeBytes={vm.memoryBytes} />
                </Fact>
              </>
            }
            actions={
              <ActLink href={`${paths.deleteVms()}?vms=${vm.id}`} refusal={operateRefusal}>
                Delete VM
              </ActLink>
            }
          />
          <Section title="Guest">
            <KeyValues
              items={[
                { key: 'hostname', label: 'Host name', value: vm.hostname ?? 'not known' },
                { key: 'ready', label: 'Said READY', value: vm.ready ? 'yes, since its last start' : 'no' },
                { key: 'version', label: 'Reports', value: vm.version ?? 'nothing' },
                {
                  key: 'template',
                  label: 'Cloned from',
                  value: vm.template ? (
                    <TextLink href={paths.template(vm.template.id)}>{vm.template.name}</TextLink>
                  ) : (
                    'no template that is known'
                  ),
                },
                { key: 'key', label: 'Id on its host', value: <Mono copy="id">{vm.key}</Mono> },
              ]}
            />
          </Section>
          <Section title="Disks" hint="The first one boots.">
            <ul className="hairlines">
              {vm.disks.map((disk) => (
                <li key={disk.uniqueId} className="flex flex-wrap items-baseline justify-between gap-x-4 py-1.5">
                  {disk.lun ? (
                    <TextLink href={paths.lun(disk.lun.id)}>{disk.lun.name}</TextLink>
                  ) : (
                    <span className="text-danger">its LUN is not known</span>
                  )}
                  <Mono copy="unique id">{disk.uniqueId}</Mono>
                </li>
              ))}
            </ul>
          </Section>
        </>
      )}
    </ResourcePage>
  );
}
