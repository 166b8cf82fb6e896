import { Bytes } from '#components/ui/bytes.tsx';
import { Unknown } from '#components/ui/unknown.tsx';
import { PUBLISHED_LIMITS } from '#domain/capacity/published-limits.ts';

const heads = ['System', 'Counts', 'Per', 'Value', 'Source', 'Confidence'];

/** Limits that vendors and projects publish, with their source; where no figure is published it says so. */
export function PublishedLimits() {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section aria-label="Published limits" tabIndex={0} className="overflow-x-auto border-y">
      <table className="w-full text-left">
        <thead className="text-muted">
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col" className="h-row whitespace-nowrap pr-4 font-medium">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="hairlines align-top">
          {PUBLISHED_LIMITS.map(({ system, counts, per, value, note, source, confidence }) => (
            <tr key={`${system} ${counts} ${per}`}>
              <td className="whitespace-nowrap py-1.5 pr-4">{system}</td>
              <td className="whitespace-nowrap py-1.5 pr-4">{counts}</td>
              <td className="pr-4 py-1.5">{per}</td>
              <td className="min-w-32 py-1.5 pr-4 tabular-nums">
                <Figure counts={counts} value={value} />
                {note && <span className="block text-dim">{note}</span>}
              </td>
              <td className="min-w-48 py-1.5 pr-4 text-muted">{source}</td>
              <td className="py-1.5">{confidence}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Figure({ counts, value }: { counts: string; value: number | null }) {
  if (value === null) return <Unknown what={counts} />;
  return counts.startsWith('bytes') ? <Bytes sizeBytes={value} /> : value.toLocaleString('en');
}
