/** The mark: warp threads with one lifted. Drawn in the text colour, the lifted thread in the accent. */
export function Logo({ className }: { className?: string }) {
  return (
    <svg
      viewBox="0 0 24 24"
      aria-hidden="true"
      className={className}
      fill="none"
      strokeWidth="1.75"
      strokeLinecap="round"
    >
      <g stroke="currentColor">
        <path d="M4 3v18" />
        <path d="M9.33 3v18" />
        <path d="M20 3v18" />
      </g>
      <path d="M14.67 3v3.2c0 2-2.67 2.6-2.67 5.8s2.67 3.8 2.67 5.8V21" stroke="var(--color-thread)" />
    </svg>
  );
}
