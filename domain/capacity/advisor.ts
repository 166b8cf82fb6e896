import type { Advice, AdvisedMove } from './advice.ts';
import { blockedVms, classAdvice } from './advice-reasons.ts';
import { adviceTotals, copyHours, loadsNow } from './advice-totals.ts';
import { type AdvisorInput, refuseAdvisorInput } from './advisor-input.ts';
import { type Consolidation, consolidate } from './consolidate.ts';
import { answer, type Outcome, refuse } from './outcome.ts';
import { isUsed } from './placement.ts';

/**
 * Gets out of too many CSVs: the fewest moves to the fewest CSVs that respects room with its reserve, policies,
 * anti-affinity and measured IOPS. VMs in the wrong class or beside a rival are moved too; what cannot be is named with the
 * constraint that holds it. The same input always has the same answer.
 */
export function advise(input: AdvisorInput): Outcome<Advice> {
  const refusals = refuseAdvisorInput(input);
  if (refusals.length > 0) return refuse(refusals);
  const found = consolidate(input);
  const { model, placement, baseline } = found;
  const now = loadsNow(model);
  const moves = movesOf(found);
  const copyBytes = moves.reduce((sum, move) => sum + move.copyBytes, 0);
  const { keep, create, retire } = fatesOf(found);
  const blocked = blockedVms(found);
  const changes = moves.length + retire.length > 0;
  return answer({
    status: changes ? 'proposal' : blocked.length > 0 ? 'infeasible' : 'nothing-to-do',
    before: adviceTotals(model, now, (csv) => model.csvs[csv]?.source.exists ?? false),
    after: adviceTotals(model, placement.load, (csv) => isUsed(placement, csv)),
    moves,
    keep,
    create,
    retire,
    copyBytes,
    copyHours: copyHours(copyBytes, input.copyMegabytesPerSecond),
    blocked,
    classes: classAdvice(found),
    unmeasuredVms: input.vms.filter((vm) => vm.iops === null).length,
    firstFitDecreasing: baseline ? { csvs: baseline.csvs, moves: baseline.moves.length } : null,
  });
}

function movesOf({ model, moves }: Consolidation): AdvisedMove[] {
  const stops = new Map<number, number>();
  const idOf = (csv: number) => model.csvs[csv]?.source.id ?? '';
  return moves.map(({ vm: at, to, bytes, staged }) => {
    const vm = model.vms[at];
    const stop = stops.get(at);
    stops.set(at, to);
    const from = stop === undefined ? (vm?.disks ?? []).map((disk) => disk.csv) : [stop];
    const named = { vmId: vm?.source.id ?? '', vmName: vm?.source.name ?? '' };
    return { ...named, fromCsvIds: from.map(idOf), toCsvId: idOf(to), copyBytes: bytes, staged };
  });
}

function fatesOf({ model, placement }: Consolidation): Pick<Advice, 'keep' | 'create' | 'retire'> {
  const keep: Advice['keep'][number][] = [];
  const create: Advice['create'][number][] = [];
  const retire: Advice['retire'][number][] = [];
  const vmsNow = new Set(model.vms.flatMap((vm) => vm.disks.map((disk) => disk.csv)));
  model.csvs.forEach(({ source }, at) => {
    const named = { csvId: source.id, name: source.name };
    if (!isUsed(placement, at)) {
      if (source.exists)
        retire.push({ ...named, sizeBytes: source.sizeBytes, reason: vmsNow.has(at) ? 'emptied' : 'empty' });
      return;
    }
    if (!source.exists) create.push({ ...named, sizeBytes: source.sizeBytes });
    const usedBytes = source.otherBytes + (placement.load[at] ?? 0);
    const freeBytes = Math.max(0, source.sizeBytes - usedBytes);
    keep.push({ ...named, vms: placement.vmsOn[at] ?? 0, usedBytes, freeBytes });
  });
  return { keep, create, retire };
}
