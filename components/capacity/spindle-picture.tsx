type PictureProps = { title: string; text: string; spindles: number; luns: number; shared: boolean };

/** More could not be told apart; the sentence says how many there are. */
const MAX_SPINDLES = 24;
const MAX_LUNS = 8;

/** Disks across, LUNs down: threads that run through every disk, or that end at their own. */
export function SpindlePicture({ title, text, spindles, luns, shared }: PictureProps) {
  const columns = Math.min(spindles, MAX_SPINDLES);
  const rows = Math.min(luns, MAX_LUNS);
  const each = Math.max(1, Math.floor(columns / rows));
  const step = 300 / columns;
  const radius = Math.min(9, step / 2.6);
  const height = rows * 24 + 6;
  const within = (row: number, column: number) => shared || Math.min(rows - 1, Math.floor(column / each)) === row;
  return (
    <figure className="min-w-0">
      <figcaption>
        <span className="block font-semibold">{title}</span>
        <span className="block text-muted">{text}</span>
      </figcaption>
      <svg role="img" aria-label={`${title}: ${text}`} viewBox={`0 0 300 ${height}`} className="mt-3 w-full max-w-sm">
        {Array.from({ length: rows }, (_, row) => {
          const disks = Array.from({ length: columns }, (_disk, column) => column).filter((column) =>
            within(row, column),
          );
          const x = (column: number) => (column + 0.5) * step;
          const y = row * 24 + 15;
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a LUN is its place
            <g key={row}>
              <path
                d={`M${x(disks[0] ?? 0)} ${y}H${x(disks.at(-1) ?? 0)}`}
                stroke="var(--color-thread)"
                strokeWidth="1.5"
              />
              {Array.from({ length: columns }, (_disk, column) => (
                <circle
                  // biome-ignore lint/suspicious/noArrayIndexKey: a disk is its place
                  key={column}
                  cx={x(column)}
                  cy={y}
                  r={radius}
                  fill={within(row, column) ? 'var(--color-thread-tint)' : 'var(--color-canvas)'}
                  stroke={within(row, column) ? 'var(--color-thread)' : 'var(--color-line)'}
                  strokeWidth="1.25"
                />
              ))}
            </g>
          );
        })}
      </svg>
      {(spindles > MAX_SPINDLES || luns > MAX_LUNS) && (
        <p className="text-dim">{`The first ${rows} of ${luns} LUNs and ${columns} of ${spindles} spindles are drawn.`}</p>
      )}
    </figure>
  );
}
