/** A number with grouped digits and, where it has one, a dimmed unit. */
export function Count({ value, unit }: { value: number; unit?: string }) {
  return (
    <span className="whitespace-nowrap tabular-nums">
      {value.toLocaleString('en')}
      {unit && <span className="text-dim"> {unit}</span>}
    </span>
  );
}
