import type { z } from 'zod';
import { formatBytes } from '#components/ui/format-bytes.ts';
import { Stat, Stats } from '#components/ui/stat.tsx';
import type { EffectDto, ObjectRefDto } from '#contract/api/plans.ts';

type Effect = z.infer<typeof EffectDto>;
/** The share of a limit from which a figure is worth a warning. */
const warnShare = 0.8;

/** The few large numbers of a plan: before -> after, against the limit where there is one. */
export function EffectStats({ effects, touches }: { effects: Effect[]; touches: z.infer<typeof ObjectRefDto>[] }) {
  const kinds = new Map<string, string[]>();
  for (const { kind, name } of touches) kinds.set(kind, [...(kinds.get(kind) ?? []), name]);
  return (
    <Stats label="Effects of the plan">
      {effects.map((effect) => (
        <EffectStat key={effect.key} effect={effect} />
      ))}
      {kinds.size > 0 && (
        <Stat
          label="Touches"
          value={touches.length.toLocaleString('en')}
          unit={touches.length === 1 ? 'object' : 'objects'}
          note={[...kinds]
            .map(([kind, names]) => `${names.length} ${kind.replaceAll('-', ' ')}${names.length === 1 ? '' : 's'}`)
            .join(', ')}
        />
      )}
    </Stats>
  );
}

function EffectStat({ effect }: { effect: Effect }) {
  const { before, after, limit, limitUnknown } = effect;
  const figure = figureOf(effect.unit);
  const share = limit !== null && after !== null && limit > 0 ? after / limit : null;
  const note = noteOf(effect, share, figure);
  const tone =
    after === null || limitUnknown
      ? 'unknown'
      : share !== null && share > 1
        ? 'danger'
        : share !== null && share >= warnShare
          ? 'warning'
          : null;
  return (
    <Stat
      label={effect.scope ? `${effect.label}, ${effect.scope}` : effect.label}
      value={after === null ? 'unknown' : figure(after).text}
      {...(before !== null && before !== after ? { before: figure(before).text } : {})}
      unit={after === null ? '' : figure(after).unit}
      note={note}
      {...(tone ? { tone } : {})}
    />
  );
}

function figureOf(unit: string): (value: number) => { text: string; unit: string } {
  if (unit !== 'bytes') return (value) => ({ text: value.toLocaleString('en'), unit });
  return (value) => {
    const { value: text, unit: bytesUnit } = formatBytes(value);
    return { text: String(text), unit: bytesUnit };
  };
}

function noteOf(
  effect: Effect,
  share: number | null,
  figure: (value: number) => { text: string; unit: string },
): string {
  if (effect.limitUnknown) return 'the limit is not known';
  if (effect.limit === null || share === null) return effect.before === effect.after ? 'unchanged' : '';
  const limit = figure(effect.limit);
  return `of ${limit.text} ${effect.unit === 'bytes' ? limit.unit : ''}, ${Math.round(share * 100)} %`.replace(
    ' ,',
    ',',
  );
}
