import { counted } from '#domain/fabric/name-list.ts';
import type { RunbookAct } from './command.ts';
import { powershell } from './powershell.ts';
import { shell, shellPreamble } from './shell.ts';

/** What the row's system is driven with by hand; null = only its vendor knows. */
export type DialectName = 'powershell' | 'shell';
export type RunbookRow = RunbookAct & {
  title: string;
  dialect: DialectName | null;
  /** What must be seen afterwards. */
  look: string | null;
  /** How it is taken back: an act, or why it cannot be. */
  undo: { title: string; operation: string; params: RunbookAct['params'] } | { why: string } | null;
};

const dialects = { powershell, shell };

/**
 * The plan as a person would carry it out by hand, where Heddle cannot: for every row the commands of its own system, what
 * to look at afterwards and the way back. Everything but commands is a comment, which '#' begins in both dialects.
 */
export function runbook(title: string, rows: readonly RunbookRow[]): string {
  const needsPreamble = rows.some((row) => row.dialect === 'shell');
  const head = [
    `# ${title}`,
    `# ${counted(rows.length, 'step')}, in this order. Stop at the first that does not hold.`,
  ];
  return [...head, ...(needsPreamble ? ['', ...shellPreamble] : []), ...rows.flatMap(stepLines)].join('\n');
}

function stepLines(row: RunbookRow, at: number): string[] {
  const lines = ['', `# ${at + 1}. ${row.title}`, `#    on ${row.system}`, ...commandLines(row, row.dialect)];
  if (row.look) lines.push(`#    then see that: ${row.look}`);
  if (row.undo && 'why' in row.undo) lines.push(`#    cannot be taken back: ${row.undo.why}`);
  else if (row.undo) {
    const back = commandLines({ ...row.undo, system: row.system }, row.dialect);
    lines.push(`#    to take it back: ${row.undo.title}`, ...back.map((line) => `#      ${line.replace(/^# */, '')}`));
  }
  return lines;
}

function commandLines(act: RunbookAct, dialect: DialectName | null): string[] {
  const lines = dialect ? dialects[dialect](act) : null;
  return lines ?? [`# ${act.operation} ${JSON.stringify(act.params)}`];
}
