'use client';

import type { z } from 'zod';
import { Thread } from '#components/thread/thread.tsx';
import { Callout } from '#components/ui/callout.tsx';
import { CodeBlock } from '#components/ui/code-block.tsx';
import { DiffValue } from '#components/ui/diff-value.tsx';
import { Section } from '#components/ui/section.tsx';
import { Tabs } from '#components/ui/tabs.tsx';
import type { ChangeDto, PlanDto } from '#contract/api/plans.ts';
import { Checks } from './checks.tsx';
import { EffectStats } from './effect-stats.tsx';
import { kindWord } from './kind-words.ts';
import { asApiCall, asCli, asRunbook } from './plan-texts.ts';
import { planThread } from './plan-thread.tsx';

/** What a person reads before anything happens: effects, checks with remedies, before -> after, rows with their undo. */
export function PlanView({ plan }: { plan: PlanDto }) {
  const { rows, items } = planThread(plan);
  if (plan.nothingToDo) {
    return (
      <div className="space-y-6">
        <Callout tone="ok" title="There is nothing to do">
          {plan.nothingToDo}
        </Callout>
        <Section title="Checks">
          <Checks checks={plan.checks} />
        </Section>
      </div>
    );
  }
  return (
    <div>
      {plan.overrides.registrationLimit !== undefined && (
        <Callout
          tone="danger"
          title={`${plan.createdBy} goes beyond the registration limit of ${plan.overrides.registrationLimit} on purpose`}
          className="mb-6"
        >
          Past its limit an array drops registrations: disks may disappear from running VMs.
        </Callout>
      )}
      <div className="pb-7">
        <EffectStats effects={plan.effects} touches={plan.touches} />
      </div>
      <Section title="Checks" hint={checksHint(plan)}>
        <Checks checks={plan.checks} />
      </Section>
      <Section
        title="Before and after"
        hint={plan.changes.length === 1 ? '1 change' : `${plan.changes.length} changes`}
      >
        <Changes changes={plan.changes} />
      </Section>
      <Section title="Rows" hint="In this order; each is proven by a look at the fabric before the next begins.">
        <Tabs
          label="Ways to read the plan"
          tabs={[
            {
              key: 'thread',
              label: 'Thread',
              count: plan.rows.length,
              content: <Thread label="Rows of the plan" rows={rows} items={items} show="plan" />,
            },
            { key: 'api', label: 'As API call', content: <CodeBlock what="API call" code={asApiCall(plan)} /> },
            { key: 'cli', label: 'As CLI', content: <CodeBlock what="Shell commands" code={asCli(plan)} /> },
            { key: 'runbook', label: 'As runbook', content: <CodeBlock what="Runbook" code={asRunbook(plan)} /> },
          ]}
        />
      </Section>
    </div>
  );
}

function checksHint({ checks }: PlanDto): string {
  const warnings = checks.filter((c) => c.state === 'warning').length;
  const passed = checks.filter((c) => c.state === 'passed').length;
  return `${passed} passed${warnings ? `, ${warnings} to read` : ''}`;
}

/** Forty VMs make hundreds of changes: the first ones are shown, the rest on demand. */
const shownAtFirst = 5;

function Changes({ changes }: { changes: z.infer<typeof ChangeDto>[] }) {
  const rest = changes.slice(shownAtFirst);
  return (
    <>
      <ChangeTable changes={changes.slice(0, shownAtFirst)} />
      {rest.length > 0 && (
        <details className="mt-2">
          <summary className="cursor-pointer text-muted hover:text-ink">{rest.length} more</summary>
          <ChangeTable changes={rest} />
        </details>
      )}
    </>
  );
}

function ChangeTable({ changes }: { changes: z.infer<typeof ChangeDto>[] }) {
  return (
    <table className="w-full table-fixed">
      <caption className="sr-only">What changes</caption>
      <colgroup>
        <col className="w-[30%]" />
        <col className="w-[16%]" />
        <col />
      </colgroup>
      <thead className="sr-only">
        <tr>
          <th>Object</th>
          <th>What</th>
          <th>Before and after</th>
        </tr>
      </thead>
      <tbody className="hairlines">
        {changes.map((change) => (
          <tr key={`${change.object.kind} ${change.object.name} ${change.field}`} className="align-baseline">
            <td className="truncate py-1.5 pr-4" title={change.object.name}>
              <span className="text-dim">{kindWord(change.object.kind)}</span> {change.object.name}
            </td>
            <td className="py-1.5 pr-4 text-muted">{isItself(change) ? 'new' : change.field}</td>
            <td className="py-1.5">
              <DiffValue before={change.before} after={change.after} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The object itself comes into being; its field is its kind. */
function isItself({ object, field, before }: z.infer<typeof ChangeDto>): boolean {
  return before === null && field.toLowerCase() === kindWord(object.kind).toLowerCase();
}
