import { callApi } from './call-api.ts';
import type { ListId, ListItem } from './use-list.ts';

/** Every row that matches, page by page. */
export async function everyRow<I extends ListId>(
  id: I,
  list: { filter?: string; sort?: string },
): Promise<ListItem<I>[]> {
  const rows: ListItem<I>[] = [];
  for (let pageToken: string | undefined; ; ) {
    const query = { limit: 500, ...list, ...(pageToken ? { pageToken } : {}) };
    const { data } = await callApi(id, { query } as Parameters<typeof callApi<I>>[1]);
    const page = data as { items: ListItem<I>[]; nextPageToken: string | null };
    rows.push(...page.items);
    if (!page.nextPageToken) return rows;
    pageToken = page.nextPageToken;
  }
}

/** Columns are the fields of the rows; what is not plain is written as JSON. Formulas of spreadsheets are defused. */
export function toCsv(rows: readonly object[]): string {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const lines = rows.map((row) => columns.map((column) => csvCell((row as Record<string, unknown>)[column])).join(','));
  return `${[columns.join(','), ...lines].join('\r\n')}\r\n`;
}

function csvCell(value: unknown): string {
  if (value === null || value === undefined) return '';
  const text = typeof value === 'object' ? nameOf(value) : String(value);
  const safe = typeof value !== 'number' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function nameOf(value: object): string {
  return 'name' in value && typeof value.name === 'string' ? value.name : JSON.stringify(value);
}

export function saveFile(name: string, type: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
