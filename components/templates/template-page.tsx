'use client';

import { useQuery } from '@tanstack/react-query';
import { PageCrumbs } from '#components/layout/page-crumbs.tsx';
import { problemOf } from '#components/query/api-error.ts';
import { q } from '#components/query/q.ts';
import { ActLink } from '#components/ui/act-link.tsx';
import { Button } from '#components/ui/button.tsx';
import { Bytes } from '#components/ui/bytes.tsx';
import { ErrorPanel } from '#components/ui/error-panel.tsx';
import { Fact, PageHead } from '#components/ui/page-head.tsx';
import { Section } from '#components/ui/section.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { Stat, Stats } from '#components/ui/stat.tsx';
import { StateChip } from '#components/ui/state-chip.tsx';
import { TextLink } from '#components/ui/text-link.tsx';
import { Time } from '#components/ui/time.tsx';
import type { TemplateDto } from '#contract/api/templates.ts';
import { paths } from '#contract/paths.ts';
import { TemplateChain } from './template-chain.tsx';
import { TemplateLineage } from './template-lineage.tsx';
import { TemplateState } from './template-state.tsx';

/** Sealed or not and since when, the proof of it, what it is made of, and what was made from it. */
export function TemplatePage({ id, operateRefusal }: { id: string; operateRefusal: string | null }) {
  const query = useQuery({ ...q('templates.get', { params: { id } }), refetchInterval: 10_000 });
  if (query.isPending) return <Skeleton className="h-72" />;
  if (query.isError)
    return (
      <ErrorPanel
        problem={problemOf(query.error)}
        actions={<Button onClick={() => void query.refetch()}>Read it again</Button>}
      />
    );
  const template = query.data;
  return (
    <>
      <PageCrumbs crumbs={[{ label: 'Templates', href: paths.templates() }, { label: template.name }]} />
      <PageHead
        title={template.name}
        state={<TemplateState look="chip" template={template} />}
        facts={
          <>
            {template.os && <Fact label="System">{template.os}</Fact>}
            <Fact label="CPUs">{template.cpus}</Fact>
            <Fact label="Memory">
              <Bytes sizeBytes={template.memoryBytes} />
            </Fact>
            {template.array && (
              <Fact label="Array">
                <TextLink href={paths.array(template.array.id)}>{template.array.name}</TextLink>
              </Fact>
            )}
          </>
        }
        actions={<Actions template={template} operateRefusal={operateRefusal} />}
      />
      {template.description && <p className="max-w-prose pb-5 text-muted">{template.description}</p>}
      <div className="pb-7">
        <Figures template={template} />
      </div>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-x-12 xl:grid-cols-2">
        <Section title="Lineage" hint="The golden LUN and every clone of it." className="xl:order-2">
          <TemplateLineage template={template} />
        </Section>
        <Section title="From template to masking set" hint="Sealing works along it.">
          <TemplateChain chain={template.chain} />
        </Section>
      </div>
    </>
  );
}

function Actions({ template, operateRefusal }: { template: TemplateDto; operateRefusal: string | null }) {
  const seal = template.sealed
    ? { label: 'Unseal', href: paths.unsealGolden(template.id), can: template.canUnseal }
    : { label: 'Seal golden LUN', href: paths.sealGolden(template.id), can: template.canSeal };
  return (
    <>
      <ActLink
        href={seal.href}
        variant={template.sealed ? 'secondary' : 'primary'}
        refusal={operateRefusal ?? seal.can.reason}
      >
        {seal.label}
      </ActLink>
      <ActLink
        href={paths.cloneVms(template.id)}
        variant={template.sealed ? 'primary' : 'secondary'}
        refusal={operateRefusal ?? template.canClone.reason}
      >
        Clone VMs
      </ActLink>
    </>
  );
}

function Figures({ template }: { template: TemplateDto }) {
  const { lastProbe, chainDepth, maxChainDepth } = template;
  return (
    <Stats label="Figures of the template">
      <Stat
        label="Clones"
        value={template.clones.toLocaleString('en')}
        note={
          template.goldenLun ? (
            <TextLink href={paths.lun(template.goldenLun.id)}>of {template.goldenLun.name}</TextLink>
          ) : (
            'no golden LUN'
          )
        }
      />
      <Stat
        label="Chain depth of a clone"
        value={chainDepth === null ? 'unknown' : chainDepth + 1}
        note={maxChainDepth === null ? 'the array states no limit' : `of ${maxChainDepth}`}
        {...(chainDepth === null ? { tone: 'unknown' as const } : {})}
      />
      <Stat
        label="Sealed"
        value={template.sealed && template.sealedAt ? <Time at={template.sealedAt} /> : 'no'}
        note={template.sealed ? 'read-only in its masking set' : 'it can still be written'}
      />
      <Stat
        label="Last write probe"
        value={
          lastProbe ? (
            <StateChip
              look="plain"
              tone={lastProbe.held ? 'ok' : 'danger'}
              label={lastProbe.held ? 'Refused' : 'Let through'}
            />
          ) : (
            'none yet'
          )
        }
        note={
          lastProbe ? (
            <TextLink href={paths.job(lastProbe.jobId)}>
              proven <Time at={lastProbe.at} />
            </TextLink>
          ) : (
            'sealing makes one'
          )
        }
      />
    </Stats>
  );
}
