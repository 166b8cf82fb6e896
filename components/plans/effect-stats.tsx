import type { z } from 'zod';
import { formatBytes } from '#components/ui/format-bytes.ts';
import { Meter } from '#components/ui/meter.tsx';
import { Fact } from '#components/ui/page-head.tsx';
import { Stat, Stats } from '#components/ui/stat.tsx';
import type { ObjectRefDto } from '#contract/api/plans.ts';
import { countOfKind } from './kind-words.ts';
import { type Effect, isRegistrations, largeEffects } from './large-effects.ts';

/** The share of a limit from which a figure is worth a warning. */
const warnShare = 0.8;

/** The few large numbers of a plan: before -> after, against the limit where there is one; the rest in one line. */
export function EffectStats({ effects, touches }: { effects: Effect[]; touches: z.infer<typeof ObjectRefDto>[] }) {
  const { large, small } = largeEffects(effects);
  return (
    <div className="space-y-4">
      <Stats label="Effects of the plan">
        {large.map((effect) => (
          <EffectStat key={effect.key} effect={effect} />
        ))}
      </Stats>
      <p className="flex flex-wrap gap-x-5 gap-y-0.5">
        {small.map((effect) => (
          <Fact key={effect.key} label={effect.label}>
            {inWords(effect)}
          </Fact>
        ))}
        {touches.length > 0 && <Fact label="Touches">{touchedKinds(touches)}</Fact>}
      </p>
    </div>
  );
}

function touchedKinds(touches: z.infer<typeof ObjectRefDto>[]): string {
  const counts = new Map<string, number>();
  for (const { kind } of touches) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts].map(([kind, count]) => countOfKind(count, kind)).join(', ');
}

function EffectStat({ effect }: { effect: Effect }) {
  const { before, after, label } = effect;
  const tone = toneOf(effect);
  const now = figure(effect, after);
  // "VMs" need not be followed by "VMs".
  const unit = label.toLowerCase().includes(now.unit.toLowerCase()) ? '' : now.unit;
  return (
    <Stat
      label={label}
      value={now.text}
      {...(before !== null && before !== after ? { before: figure(effect, before).text } : {})}
      unit={unit}
      note={isRegistrations(effect) ? <RegistrationNote effect={effect} /> : noteOf(effect)}
      {...(tone ? { tone } : {})}
    />
  );
}

/** Of what, and a bar: what was there, with what comes to it drawn lighter. */
function RegistrationNote({ effect }: { effect: Effect }) {
  const { before, after, limit, label } = effect;
  const there = after === null || before === null ? after : Math.min(before, after);
  return (
    <>
      {noteOf(effect)}
      <Meter
        label={label}
        value={there}
        limit={limit}
        planned={there === null || after === null ? 0 : after - there}
        showText={false}
        className="mt-1.5 max-w-40"
      />
    </>
  );
}

function toneOf({ after, limit, limitUnknown }: Effect) {
  if (after === null || limitUnknown) return 'unknown' as const;
  const share = limit ? after / limit : 0;
  if (share > 1) return 'danger' as const;
  return share >= warnShare ? ('warning' as const) : null;
}

function figure({ unit }: Effect, value: number | null): { text: string; unit: string } {
  if (value === null) return { text: 'unknown', unit: '' };
  if (unit !== 'bytes') return { text: value.toLocaleString('en'), unit };
  const { value: text, unit: bytesUnit } = formatBytes(value);
  return { text: String(text), unit: bytesUnit };
}

/** 'STORE-01, 6 % of 512' */
function noteOf(effect: Effect): string {
  return [effect.scope, againstLimit(effect)].filter(Boolean).join(', ');
}

function againstLimit(effect: Effect): string | null {
  const { before, after, limit, limitUnknown, unit } = effect;
  if (limitUnknown) return 'the limit is not known';
  if (limit === null || after === null || limit <= 0) return before === after ? 'unchanged' : null;
  const most = figure(effect, limit);
  const percent = Math.round((after / limit) * 100);
  return `${percent} % of ${most.text}${unit === 'bytes' ? ` ${most.unit}` : ''}`;
}

function inWords(effect: Effect): string {
  const { before, after, scope } = effect;
  const now = figure(effect, after);
  const was = before !== null && before !== after ? `${figure(effect, before).text} → ` : '';
  const limit = againstLimit(effect);
  return [`${was}${now.text} ${now.unit}`.trim(), limit === 'unchanged' ? null : limit, scope]
    .filter(Boolean)
    .join(', ');
}
