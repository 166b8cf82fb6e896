import type { ReactNode } from 'react';
import { Bytes } from '#components/ui/bytes.tsx';
import { Callout } from '#components/ui/callout.tsx';
import { Count } from '#components/ui/count.tsx';
import type { DiskGroupAnswer } from '#domain/capacity/disk-group.ts';
import { SpindlePicture } from './spindle-picture.tsx';

type ResultProps = { answer: DiskGroupAnswer; raid: string; luns: number };

/** Two ways of using the same disks, side by side, and what each LUN gets of them. */
export function DiskGroupResult({ answer, raid, luns }: ResultProps) {
  const { group, vdisk, server } = answer;
  const lun = server.possible ? server.lun : null;
  const rows: { label: string; array: ReactNode; server: ReactNode }[] = [
    { label: 'Spindles under each LUN', array: vdisk.spindles, server: lun?.spindles },
    {
      label: 'Size of each LUN',
      array: <Bytes sizeBytes={vdisk.usableBytes} />,
      server: lun && <Bytes sizeBytes={lun.usableBytes} />,
    },
    {
      label: 'IOPS while the others rest',
      array: <Count value={vdisk.aloneIops} />,
      server: lun && <Count value={lun.mixedIops} />,
    },
    {
      label: 'IOPS when all work',
      array: <Count value={vdisk.shareIops} />,
      server: lun && <Count value={lun.mixedIops} />,
    },
    {
      label: 'Reads alone, all disks',
      array: <Count value={group.readIops} />,
      server: lun && <Count value={lun.readIops * luns} />,
    },
    {
      label: 'Writes alone, all disks',
      array: <Count value={group.writeIops} />,
      server: lun && <Count value={lun.writeIops * luns} />,
    },
  ];
  return (
    <div className="space-y-6">
      <div className="grid gap-x-8 gap-y-6 sm:grid-cols-2">
        <SpindlePicture
          title="Disk group"
          text={`Every LUN spans all ${group.spindles} spindles: whoever works has them all.`}
          spindles={group.spindles}
          luns={luns}
          shared
        />
        {server.possible ? (
          <SpindlePicture
            title="Server thinking"
            text={`Each LUN has ${server.lun.spindles} spindles of its own; the others cannot help it.`}
            spindles={group.spindles}
            luns={luns}
            shared={false}
          />
        ) : (
          <div>
            <p className="font-semibold">Server thinking</p>
            <Callout tone="warning" title="It cannot be done" className="mt-2">
              {server.why}
            </Callout>
          </div>
        )}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section aria-label="Disk group and server thinking compared" tabIndex={0} className="overflow-x-auto border-y">
        <table className="w-full text-right tabular-nums">
          <caption className="sr-only">{`${luns} LUNs of RAID ${raid}, ${group.spindles} spindles`}</caption>
          <thead>
            <tr>
              <td className="h-row" />
              <th scope="col" className="px-3 font-medium">
                Disk group
              </th>
              <th scope="col" className="pl-3 font-medium">
                Server thinking
              </th>
            </tr>
          </thead>
          <tbody className="hairlines">
            {rows.map((row) => (
              <tr key={row.label}>
                <th scope="row" className="h-row pr-3 text-left font-normal text-muted">
                  {row.label}
                </th>
                <td className="px-3">{row.array}</td>
                <td className="pl-3">{row.server ?? <span className="text-dim">cannot be made</span>}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </div>
  );
}
