import type { z } from 'zod';
import { FindingDto } from '#contract/api/console.ts';

type Row = {
  id: string;
  code: string;
  severity: string;
  title: string;
  reason: string;
  remedy: unknown;
  object: unknown;
  openedAt: Date;
  closedAt: Date | null;
};

const { severity, remedy, object } = FindingDto.shape;

/** A remedy or object that cannot be read is left out: one odd row never blanks a list. */
export function findingDto(finding: Row): z.input<typeof FindingDto> {
  const { id, code, title, reason } = finding;
  return {
    id,
    code,
    severity: severity.catch('warning').parse(finding.severity),
    title,
    reason,
    remedy: remedy.catch(null).parse(finding.remedy),
    object: object.catch(null).parse(finding.object),
    openedAt: finding.openedAt.toISOString(),
    closedAt: finding.closedAt?.toISOString() ?? null,
  };
}
