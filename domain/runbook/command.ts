/** What a row asks for, as a runbook needs it; `params` may hold refs to outputs of earlier rows. */
export type RunbookAct = { system: string; operation: string; params: Readonly<Record<string, unknown>> };

/** Command lines for one act; null = this dialect has none, and the act is named in words. */
export type Dialect = (act: RunbookAct) => string[] | null;

/** A parameter as text; a ref to an earlier row's output becomes a word for it, to be filled in by hand. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (isRef(value)) return `<${value.output} answered by ${value.$row}>`;
  return JSON.stringify(value) ?? '';
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function isRef(value: unknown): value is { $row: string; output: string } {
  const { $row, output } = fieldsOf(value);
  return typeof $row === 'string' && typeof output === 'string';
}
