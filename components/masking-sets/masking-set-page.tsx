'use client';

import { PageCrumbs } from '#components/layout/page-crumbs.tsx';
import { ResourcePage } from '#components/query/resource-page.tsx';
import { Mono } from '#components/ui/mono.tsx';
import { Fact, PageHead } from '#components/ui/page-head.tsx';
import { Section } from '#components/ui/section.tsx';
import { StateChip } from '#components/ui/state-chip.tsx';
import { TextLink } from '#components/ui/text-link.tsx';
import { paths } from '#contract/paths.ts';

/** A masking set: which initiators see which LUNs, and how. */
export function MaskingSetPage({ id }: { id: string }) {
  return (
    <ResourcePage endpoint="masking-sets.get" id={id}>
      {(set) => (
        <>
          <PageCrumbs
            crumbs={[{ label: 'Storage' }, { label: 'Masking sets', href: paths.maskingSets() }, { label: set.name }]}
          />
          <PageHead
            title={set.name}
            facts={
              <>
                <Fact label="Array">
                  <TextLink href={paths.array(set.array.id)}>{set.array.name}</TextLink>
                </Fact>
                <Fact label="LUNs">{set.lunCount}</Fact>
                <Fact label="Whose">{set.usedBy.map((user) => user.name).join(', ') || 'nobody known'}</Fact>
              </>
            }
          />
          <Section title="Initiators">
            <ul className="hairlines">
              {set.initiators.map((initiator) => (
                <li key={initiator} className="py-1.5">
                  <Mono copy="initiator name">{initiator}</Mono>
                </li>
              ))}
            </ul>
          </Section>
          <Section
            title="LUNs"
            hint={set.luns.length < set.lunCount ? `The first ${set.luns.length} of ${set.lunCount}` : undefined}
          >
            <ul className="hairlines">
              {set.luns.map(({ lun, access }) => (
                <li key={lun.id} className="flex items-baseline justify-between gap-4 py-1.5">
                  <TextLink href={paths.lun(lun.id)}>{lun.name}</TextLink>
                  <StateChip
                    look="plain"
                    tone={access === 'read-only' ? 'ok' : 'neutral'}
                    label={access === 'read-only' ? 'Read-only' : 'Read-write'}
                  />
                </li>
              ))}
            </ul>
          </Section>
        </>
      )}
    </ResourcePage>
  );
}
