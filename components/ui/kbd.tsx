/** A key to press. */
export function Kbd({ children }: { children: string }) {
  return (
    <kbd className="inline-flex h-5 min-w-5 items-center justify-center rounded-chip px-1 font-sans text-dim shadow-[inset_0_0_0_1px_var(--color-line-strong)]">
      {children}
    </kbd>
  );
}
