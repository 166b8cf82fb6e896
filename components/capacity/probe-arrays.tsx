import type { z } from 'zod';
import { perScope } from '#components/charts/registration-list.tsx';
import { ActLink } from '#components/ui/act-link.tsx';
import { Section } from '#components/ui/section.tsx';
import type { ArrayDto } from '#contract/api/fabric.ts';
import { paths } from '#contract/paths.ts';

type Array_ = z.infer<typeof ArrayDto>;

/** Arrays that are marked for it can be asked by trial. */
export function ProbeArrays({ arrays, operateRefusal }: { arrays: readonly Array_[]; operateRefusal: string | null }) {
  const marked = arrays.filter(({ capabilities }) => capabilities.registrationProbe);
  return (
    <Section title="Find out by trial" hint="On a scratch LUN, on arrays whose agent allows it">
      {marked.length === 0 ? (
        <p className="max-w-prose text-muted">
          No array is marked for it. A probe fills the array with registrations for a moment: mark one that nothing else
          uses, in the options of its agent (registrationProbe).
        </p>
      ) : (
        <ul className="hairlines border-y">
          {marked.map(({ id, name, model, capabilities: { registrationLimit: stated } }) => (
            <li key={id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 py-1.5">
              <span className="min-w-0 flex-1 basis-48">
                {name} <span className="text-dim">{model}</span>
              </span>
              <span className="text-muted">
                {stated ? `states ${stated.value.toLocaleString('en')} ${perScope[stated.scope]}` : 'states no limit'}
              </span>
              <ActLink href={paths.probeLimit(id)} size="small" refusal={operateRefusal}>
                Probe its limit
              </ActLink>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
