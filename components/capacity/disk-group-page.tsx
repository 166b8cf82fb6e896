'use client';

import { parseAsInteger, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { Button } from '#components/ui/button.tsx';
import { Callout } from '#components/ui/callout.tsx';
import { NumberInput } from '#components/ui/number-input.tsx';
import { PageHead } from '#components/ui/page-head.tsx';
import { Section } from '#components/ui/section.tsx';
import { Segmented } from '#components/ui/segmented.tsx';
import { Slider } from '#components/ui/slider.tsx';
import { diskGroup } from '#domain/capacity/disk-group.ts';
import { RAID_LEVELS } from '#domain/capacity/raid-levels.ts';
import { DiskGroupResult } from './disk-group-result.tsx';
import { CapacityRefusals } from './reservation-result.tsx';

const GB = 1_000_000_000;
/** The source's example: six disks, three LUNs. */
const parsers = {
  raid: parseAsStringLiteral(RAID_LEVELS).withDefault('10'),
  spindles: parseAsInteger.withDefault(6),
  luns: parseAsInteger.withDefault(3),
  size: parseAsInteger.withDefault(600),
  iops: parseAsInteger.withDefault(175),
  reads: parseAsInteger.withDefault(60),
};

/** One set of disks as an array uses them, beside the same disks with server thinking. */
export function DiskGroupPage() {
  const [url, setUrl] = useQueryStates(parsers, { history: 'replace' });
  const set = (to: Partial<typeof url>) => void setUrl(to);
  const outcome = diskGroup({
    raid: url.raid,
    spindles: url.spindles,
    spindleSizeBytes: Math.min(url.size * GB, Number.MAX_SAFE_INTEGER),
    spindleIops: url.iops,
    readPercent: url.reads,
    luns: url.luns,
  });
  return (
    <>
      <PageHead title="Disk groups" actions={<Button onClick={() => window.print()}>Print</Button>} />
      <div className="grid gap-x-12 gap-y-6 pb-8 lg:grid-cols-[minmax(0,2fr)_minmax(0,5fr)]">
        <div className="space-y-5">
          <div className="space-y-1">
            <p className="text-muted">RAID level</p>
            <Segmented
              label="RAID level"
              options={RAID_LEVELS.map((level) => ({ value: level, label: `RAID ${level}` }))}
              value={url.raid}
              onValueChange={(raid) => set({ raid })}
            />
          </div>
          <Slider
            label="Spindles"
            value={url.spindles}
            min={1}
            max={Math.max(48, url.spindles)}
            onValueChange={(spindles) => set({ spindles })}
          />
          <Slider
            label="LUNs made of them"
            value={url.luns}
            min={1}
            max={Math.max(24, url.luns)}
            onValueChange={(luns) => set({ luns })}
          />
          <Slider
            label="Reads"
            unit="%"
            value={url.reads}
            min={0}
            max={100}
            step={5}
            onValueChange={(reads) => set({ reads })}
          />
          <div className="space-y-1">
            <p className="text-muted">One spindle holds</p>
            <NumberInput
              aria-label="Size of a spindle"
              unit="GB"
              min={1}
              value={url.size}
              onValueChange={(size) => set({ size: size ?? 0 })}
              className="w-44"
            />
          </div>
          <div className="space-y-1">
            <p className="text-muted">One spindle gives, at random</p>
            <NumberInput
              aria-label="IOPS of a spindle"
              unit="IOPS"
              min={1}
              value={url.iops}
              onValueChange={(iops) => set({ iops: iops ?? 0 })}
              className="w-44"
            />
          </div>
        </div>
        <div className="min-w-0">
          {outcome.ok ? (
            <DiskGroupResult answer={outcome.value} raid={url.raid} luns={url.luns} />
          ) : (
            <CapacityRefusals refusals={outcome.refusals} />
          )}
        </div>
      </div>
      {outcome.ok && (
        <Section title="How it is counted">
          <div className="space-y-3">
            <p className="font-mono [overflow-wrap:anywhere]">{outcome.value.formula}</p>
            <p className="max-w-prose text-muted">{outcome.value.source}</p>
            {outcome.value.notes.map((note) => (
              <Callout key={note} tone="neutral" title={note} />
            ))}
          </div>
        </Section>
      )}
    </>
  );
}
