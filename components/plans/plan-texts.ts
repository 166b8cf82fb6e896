import type { PlanDto } from '#contract/api/plans.ts';
import { runbook } from '#domain/runbook/runbook.ts';

/** What plans it again, with the limit that was gone beyond. */
function requestOf({ procedure, input, overrides: { registrationLimit } }: PlanDto) {
  return { procedure, input, ...(registrationLimit === undefined ? {} : { override: { registrationLimit } }) };
}

/** The two requests that plan this and apply it. */
export function asApiCall(plan: PlanDto): string {
  return [
    'POST /api/v1/plans',
    'Authorization: Bearer hdl_…',
    'Content-Type: application/json',
    '',
    JSON.stringify(requestOf(plan), null, 2),
    '',
    '# answers 201 with the plan; read it, then apply it as it stands:',
    'POST /api/v1/jobs',
    'Authorization: Bearer hdl_…',
    'Content-Type: application/json',
    'Idempotency-Key: <a uuid of your own>',
    '',
    JSON.stringify({ planId: plan.id }, null, 2),
  ].join('\n');
}

/** The same in a shell, with the plan's id taken from the first answer and the job watched to its end. */
export function asCli(plan: PlanDto): string {
  const body = JSON.stringify(requestOf(plan)).replaceAll("'", "'\\''");
  const head = '-H "Authorization: Bearer $HEDDLE_TOKEN" -H "Content-Type: application/json"';
  return [
    '# HEDDLE_URL and HEDDLE_TOKEN as in credentials.json',
    `plan=$(curl -sS ${head} -d '${body}' "$HEDDLE_URL/api/v1/plans" | jq -r .id)`,
    `job=$(curl -sS ${head} -H "Idempotency-Key: $(uuidgen)" -d "{\\"planId\\":\\"$plan\\"}" "$HEDDLE_URL/api/v1/jobs" | jq -r .id)`,
    `curl -sSN ${head} "$HEDDLE_URL/api/v1/jobs/$job/events?after=0"`,
  ].join('\n');
}

/** The rows as a person would carry them out by hand: PowerShell where a system is Windows, shell where it is Linux. */
export function asRunbook(plan: PlanDto): string {
  const rows = plan.rows.map(({ title, system, operation, params, dialect, proof, undo }) => ({
    ...{ title, system, operation, params, dialect, look: proof?.title ?? null },
    undo: undo.kind === 'none' ? null : undo,
  }));
  return runbook(plan.title, rows);
}
