import type { SchemaRow } from './schema-rows.ts';

/** Fields with their types, one a line; it scrolls by itself where it is wider than the page. */
export function FieldTable({ title, rows }: { title: string; rows: readonly (SchemaRow & { where?: string })[] }) {
  if (rows.length === 0) return null;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section aria-label={title} tabIndex={0} className="overflow-x-auto rounded-control">
      <table className="w-full min-w-120 text-left text-data">
        <caption className="pb-1 text-left font-medium text-ink">{title}</caption>
        <thead className="sr-only">
          <tr>
            <th scope="col">Field</th>
            <th scope="col">Type</th>
            <th scope="col">Meaning</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ path, type, required, note, where }) => (
            <tr key={`${where ?? ''} ${path}`} className="border-t align-baseline">
              <th scope="row" className="py-1.5 pr-4 font-mono font-normal text-ink">
                {path}
                {required && <span className="font-sans text-dim"> required</span>}
              </th>
              <td className="max-w-72 py-1.5 pr-4 font-mono text-muted [overflow-wrap:anywhere]">{type}</td>
              <td className="py-1.5 text-muted">{[where ? `in the ${where}` : '', note].filter(Boolean).join('; ')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
