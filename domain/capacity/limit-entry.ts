import type { ArrayKnowledge } from './array-knowledge.ts';
import { type Confidence, type DemandRule, readDemand } from './demand-rules.ts';
import type { FirmwareRange } from './firmware.ts';
import type { ArrayIdentity, LimitScope } from './limits.ts';

/**
 * One line of the limits table as an administrator keeps it: for one array or for a model, a limit, a demand, or both.
 * `value` null = known to be unknown; `demand` as `readDemand` reads it, null = the plain formula.
 */
export type LimitEntry = FirmwareRange & {
  id: string;
  arrayId: string | null;
  arrayModel: string | null;
  scope: LimitScope;
  value: number | null;
  demand: string | null;
  source: string;
  statedOn: string | null;
  confidence: Confidence;
};

/** What the table says about one array, in the shape the calculators take. */
export function knowledgeOf(array: ArrayIdentity, entries: readonly LimitEntry[]): ArrayKnowledge {
  const limits = entries.map(({ arrayModel: model, statedOn: date, demand: _demand, ...entry }) => ({
    ...entry,
    model,
    date,
  }));
  const rules = entries.flatMap((entry): DemandRule[] => {
    const { demand, arrayId, arrayModel, statedOn: date, id, source, confidence, fromFirmware, beforeFirmware } = entry;
    if (demand === null || (arrayId !== null && arrayId !== array.arrayId)) return [];
    // A demand that was found out on this very array holds for its model as far as this array is concerned.
    const model = arrayId === null ? arrayModel : array.model;
    if (model === null) return [];
    return [{ id, model, fromFirmware, beforeFirmware, demand: readDemand(demand), source, date, confidence }];
  });
  return { array, limits, rules };
}
