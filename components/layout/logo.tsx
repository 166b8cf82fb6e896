/** The mark: warp threads, one lifted by its eye. Drawn in the text colour, the lifted thread in the accent. */
export function Logo({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true" className={className} fill="none" strokeWidth="2" strokeLinecap="round">
      <path stroke="currentColor" d="M3.5 6v15M9 6v15M20.5 6v15" />
      <g stroke="var(--color-thread)">
        <path d="M14.75 3v3.5M14.75 11.5V17" />
        <circle cx="14.75" cy="9" r="2.5" />
      </g>
    </svg>
  );
}
