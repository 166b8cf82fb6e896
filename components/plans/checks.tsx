import { Anchor } from '#components/ui/anchor.tsx';
import { toneIcon, toneText } from '#components/ui/state-chip.tsx';
import type { CheckDto } from '#contract/problem.ts';

const tones = { passed: 'ok', warning: 'warning', refused: 'danger' } as const;
const words = { passed: 'Passed', warning: 'Read this', refused: 'Refused' } as const;
const order = { refused: 0, warning: 1, passed: 2 } as const;

/** Checks, what stops first; each says what was found here and, unless it passed, what to do. */
export function Checks({
  checks,
  remedyHref,
}: {
  checks: CheckDto[];
  remedyHref?: (check: CheckDto) => string | null;
}) {
  const sorted = [...checks].sort((a, b) => order[a.state] - order[b.state]);
  return (
    <ul className="hairlines">
      {sorted.map((check) => {
        const Icon = toneIcon[tones[check.state]];
        const href = check.remedy?.href ?? (check.remedy ? remedyHref?.(check) : null);
        return (
          <li key={`${check.code} ${check.reason}`} className="flex items-start gap-3 py-2">
            <Icon aria-hidden="true" className={`mt-0.5 size-4 shrink-0 ${toneText[tones[check.state]]}`} />
            <div className="min-w-0 [overflow-wrap:anywhere]">
              <p>
                <span className="sr-only">{words[check.state]}: </span>
                <span className={check.state === 'passed' ? 'text-ink' : 'font-medium text-ink'}>{check.title}</span>{' '}
                <span className="text-muted">{check.reason}</span>
              </p>
              {check.remedy && check.state !== 'passed' && (
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
      })}
    </ul>
  );
}
