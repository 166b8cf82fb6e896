/** The look shared by everything one types or chooses in. */
export const controlStyle =
  'w-full min-w-0 rounded-control bg-surface text-ink shadow-[inset_0_0_0_1px_var(--color-edge)] transition-shadow focus-visible:outline-offset-0 data-invalid:shadow-[inset_0_0_0_1px_var(--color-danger)] data-disabled:bg-sunken data-disabled:text-dim';

/** A row in a list of choices. */
export const choiceStyle =
  'grid min-h-8 cursor-default grid-cols-[1fr_1rem] items-center gap-2 rounded-[5px] px-2 py-1 outline-none select-none data-highlighted:bg-hover data-disabled:text-dim';
