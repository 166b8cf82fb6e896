import { ChevronRight } from 'lucide-react';
import { remedyHref } from '#components/layout/remedy-href.ts';
import { Anchor } from '#components/ui/anchor.tsx';
import { toneIcon, toneText } from '#components/ui/state-chip.tsx';
import type { CheckDto } from '#contract/problem.ts';

const OkIcon = toneIcon.ok;

/** Up to so many passed checks stand open; more are one line that opens. */
const fewPassed = 6;

const order = { refused: 0, warning: 1, passed: 2 } as const;

/** What stops or wants to be read comes first, each with its remedy; what passed follows, small, for those who look. */
export function Checks({ checks }: { checks: CheckDto[] }) {
  const open = checks.filter((check) => check.state !== 'passed').sort((a, b) => order[a.state] - order[b.state]);
  const passed = checks.filter((check) => check.state === 'passed');
  return (
    <div className="space-y-3">
      {open.length > 0 && (
        <ul className="hairlines" aria-label="Checks to read">
          {open.map((check) => (
            <OpenCheck
              key={`${check.code} ${check.reason}`}
              check={check}
              href={check.remedy && remedyHref(check.remedy)}
            />
          ))}
        </ul>
      )}
      {passed.length > 0 && passed.length <= fewPassed && <PassedChecks passed={passed} />}
      {passed.length > fewPassed && (
        <details className="group/passed">
          <summary className="-mx-1 inline-flex cursor-pointer list-none items-center gap-2.5 rounded-chip px-1 hover:bg-hover [&::-webkit-details-marker]:hidden">
            <OkIcon aria-hidden="true" className={`size-4 shrink-0 ${toneText.ok}`} />
            {passed.length} checks passed
            <ChevronRight
              aria-hidden="true"
              className="size-3.5 text-dim transition-[rotate] group-open/passed:rotate-90"
            />
          </summary>
          <div className="pt-3">
            <PassedChecks passed={passed} />
          </div>
        </details>
      )}
    </div>
  );
}

function PassedChecks({ passed }: { passed: CheckDto[] }) {
  return (
    <ul aria-label="Checks that passed" className="grid gap-x-8 gap-y-1.5 lg:grid-cols-2">
      {passed.map((check) => (
        <PassedCheck key={`${check.code} ${check.reason}`} check={check} />
      ))}
    </ul>
  );
}

function PassedCheck({ check }: { check: CheckDto }) {
  return (
    <li className="flex min-w-0 items-start gap-2.5">
      <OkIcon aria-hidden="true" className={`mt-0.5 size-4 shrink-0 ${toneText.ok}`} />
      <p className="min-w-0 [overflow-wrap:anywhere]">
        <span className="sr-only">Passed: </span>
        {check.title}
        <span className="block text-muted">{check.reason}</span>
      </p>
    </li>
  );
}

function OpenCheck({ check, href }: { check: CheckDto; href: string | null }) {
  const tone = check.state === 'refused' ? 'danger' : 'warning';
  const Icon = toneIcon[tone];
  return (
    <li className="flex items-start gap-2.5 py-2">
      <Icon aria-hidden="true" className={`mt-0.5 size-4 shrink-0 ${toneText[tone]}`} />
      <div className="min-w-0 [overflow-wrap:anywhere]">
        <p>
          <span className="sr-only">{check.state === 'refused' ? 'Refused: ' : 'Read this: '}</span>
          <span className="font-medium">{check.title}</span> <span className="text-muted">{check.reason}</span>
        </p>
        {check.remedy && (
          <p className="mt-0.5">
            <span className="text-muted">What to do: </span>
            {href ? (
              <Anchor href={href} className="text-thread underline underline-offset-2">
                {check.remedy.sentence}
              </Anchor>
            ) : (
              check.remedy.sentence
            )}
          </p>
        )}
      </div>
    </li>
  );
}
