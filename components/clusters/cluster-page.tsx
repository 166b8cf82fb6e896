'use client';

import { ResourcePage } from '#components/query/resource-page.tsx';
import { Anchor } from '#components/ui/anchor.tsx';
import { Fact, PageHead } from '#components/ui/page-head.tsx';
import { Section } from '#components/ui/section.tsx';
import { paths } from '#contract/paths.ts';

/** A cluster and its nodes. */
export function ClusterPage({ id }: { id: string }) {
  return (
    <ResourcePage endpoint="clusters.get" id={id}>
      {(cluster) => (
        <>
          <PageHead
            title={cluster.name}
            facts={
              <>
                <Fact label="Nodes">{cluster.hosts.length}</Fact>
                <Fact label="VMs">{cluster.vms}</Fact>
              </>
            }
          />
          <Section title="Nodes">
            <ul className="hairlines">
              {cluster.hosts.map((host) => (
                <li key={host.id} className="py-1.5">
                  <Anchor href={paths.host(host.id)}>{host.name}</Anchor>
                </li>
              ))}
            </ul>
          </Section>
        </>
      )}
    </ResourcePage>
  );
}
