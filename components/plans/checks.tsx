import { Anchor } from '#components/ui/anchor.tsx';
import { toneIcon, toneText } from '#components/ui/state-chip.tsx';
import type { CheckDto } from '#contract/problem.ts';

type RemedyHref = (check: CheckDto) => string | null;

const order = { refused: 0, warning: 1, passed: 2 } as const;

/** What stops or wants to be read comes first, each with its remedy; what passed follows, small, for those who look. */
export function Checks({ checks, remedyHref = () => null }: { checks: CheckDto[]; remedyHref?: RemedyHref }) {
  const open = checks.filter((check) => check.state !== 'passed').sort((a, b) => order[a.state] - order[b.state]);
  const passed = checks.filter((check) => check.state === 'passed');
  return (
    <div className="space-y-3">
      {open.length > 0 && (
        <ul className="hairlines" aria-label="Checks to read">
          {open.map((check) => (
            <OpenCheck key={`${check.code} ${check.reason}`} check={check} href={hrefOf(check, remedyHref)} />
          ))}
        </ul>
      )}
      {passed.length > 0 && (
        <ul aria-label="Checks that passed" className="grid gap-x-8 gap-y-1.5 lg:grid-cols-2">
          {passed.map((check) => (
            <PassedCheck key={`${check.code} ${check.reason}`} check={check} />
          ))}
        </ul>
      )}
    </div>
  );
}

function hrefOf(check: CheckDto, remedyHref: RemedyHref): string | null {
  if (!check.remedy) return null;
  return check.remedy.href ?? remedyHref(check);
}

function PassedCheck({ check }: { check: CheckDto }) {
  const Icon = toneIcon.ok;
  return (
    <li className="flex min-w-0 items-start gap-2.5">
      <Icon aria-hidden="true" className={`mt-0.5 size-4 shrink-0 ${toneText.ok}`} />
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
