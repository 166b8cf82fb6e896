'use client';

import { PageCrumbs } from '#components/layout/page-crumbs.tsx';
import { ResourcePage } from '#components/query/resource-page.tsx';
import { LinkButton } from '#components/ui/link-button.tsx';
import { Fact, PageHead } from '#components/ui/page-head.tsx';
import { Section } from '#components/ui/section.tsx';
import { TextLink } from '#components/ui/text-link.tsx';
import { paths } from '#contract/paths.ts';

/** A cluster and its nodes. */
export function ClusterPage({ id }: { id: string }) {
  return (
    <ResourcePage endpoint="clusters.get" id={id}>
      {(cluster) => (
        <>
          <PageCrumbs
            crumbs={[
              { label: 'Hosts & clusters', href: paths.hosts() },
              { label: 'Clusters', href: paths.clusters() },
              { label: cluster.name },
            ]}
          />
          <PageHead
            title={cluster.name}
            facts={
              <>
                <Fact label="Nodes">{cluster.hosts.length}</Fact>
                <Fact label="VMs">{cluster.vms}</Fact>
              </>
            }
            actions={
              <LinkButton href={`${paths.vms()}?filter=${encodeURIComponent(`cluster = "${cluster.name}"`)}`}>
                Its VMs
              </LinkButton>
            }
          />
          <Section title="Nodes">
            <ul className="hairlines">
              {cluster.hosts.map((host) => (
                <li key={host.id} className="py-1.5">
                  <TextLink href={paths.host(host.id)}>{host.name}</TextLink>
                </li>
              ))}
            </ul>
          </Section>
        </>
      )}
    </ResourcePage>
  );
}
