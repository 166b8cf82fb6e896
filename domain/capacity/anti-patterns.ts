import { type AdvisorInput, refuseAdvisorInput } from './advisor-input.ts';
import { type AdvisorModel, advisorModel } from './advisor-model.ts';
import { lowerBoundOf } from './csv-lower-bound.ts';
import { answer, type Outcome, refuse } from './outcome.ts';
import { emptyPlacement } from './placement.ts';
import { type Part, partsOf } from './placement-score.ts';

export type AntiPatternCode =
  | 'empty_csv'
  | 'one_vm_per_csv'
  | 'one_disk_per_csv'
  | 'vm_over_one_disk_group'
  | 'mergeable_csvs';

/** What was found, in words, and what it is about. `registrations` = of the CSVs named, as they are. */
export type AntiPattern = {
  code: AntiPatternCode;
  sentence: string;
  csvIds: readonly string[];
  vmIds: readonly string[];
  registrations: number;
};

/** Looks for the ways of having too many CSVs; `advise` says what to do about them. */
export function antiPatterns(input: AdvisorInput): Outcome<AntiPattern[]> {
  const refusals = refuseAdvisorInput(input);
  if (refusals.length > 0) return refuse(refusals);
  const model = advisorModel({ ...input, csvs: input.csvs.filter((csv) => csv.exists) });
  const vmsOn = new Map<number, Set<number>>();
  model.vms.forEach((vm, at) => {
    for (const { csv } of vm.disks) vmsOn.set(csv, (vmsOn.get(csv) ?? new Set()).add(at));
  });
  const ofParts = partsOf(model).flatMap((part) => [...loneVms(model, part, vmsOn), ...mergeable(model, part, vmsOn)]);
  return answer([...emptyCsvs(model, vmsOn), ...spreadVms(model, vmsOn), ...ofParts]);
}

type VmsOn = ReadonlyMap<number, ReadonlySet<number>>;

function emptyCsvs(model: AdvisorModel, vmsOn: VmsOn): AntiPattern[] {
  const empty = model.csvs.flatMap((csv, at) => (vmsOn.has(at) || csv.holdsFiles ? [] : [at]));
  return empty.map((csv) => found('empty_csv', `${nameOf(model, csv)} holds no VM.`, model, [csv], []));
}

/** A VM's disks on several CSVs of one disk group share the same spindles: nothing is gained but reservations. */
function spreadVms(model: AdvisorModel, vmsOn: VmsOn): AntiPattern[] {
  return model.vms.flatMap((vm, at): AntiPattern[] => {
    const csvs = vm.disks.map((disk) => disk.csv);
    if (csvs.length < 2) return [];
    const alone = csvs.filter((csv) => vmsOn.get(csv)?.size === 1);
    const onePerDisk = `Each disk of ${vm.source.name} has a CSV of its own: ${namesOf(model, csvs)}.`;
    const lonely = alone.length === csvs.length ? [found('one_disk_per_csv', onePerDisk, model, csvs, [at])] : [];
    const groupOf = (csv: number) => model.csvs[csv]?.diskGroup ?? -1;
    const shared = [...new Set(csvs.map(groupOf))].flatMap((group) => {
      const members = csvs.filter((csv) => groupOf(csv) === group);
      if (group < 0 || members.length < 2) return [];
      const sentence = `The disks of ${vm.source.name} are on ${namesOf(model, members)}, which share the spindles of one disk group.`;
      return [found('vm_over_one_disk_group', sentence, model, members, [at])];
    });
    return [...lonely, ...shared];
  });
}

/** CSVs with one whole VM each, but not those that a rule keeps apart from every other of them. */
function loneVms(model: AdvisorModel, { csvs }: Part, vmsOn: VmsOn): AntiPattern[] {
  const lone = csvs.flatMap((csv) => {
    const [vm, another] = vmsOn.get(csv) ?? [];
    return vm !== undefined && another === undefined && model.vms[vm]?.home === csv ? [{ csv, vm }] : [];
  });
  const rules = (vm: number) => model.vms[vm]?.rules ?? [];
  const mayMeet = (a: number, b: number) => a !== b && !rules(a).some((rule) => rules(b).includes(rule));
  const needless = lone.filter(({ vm }) => lone.some((other) => mayMeet(vm, other.vm)));
  if (needless.length < 2) return [];
  const sentence = `${needless.length} CSVs of one class hold one VM each: ${namesOf(
    model,
    needless.map(({ csv }) => csv),
  )}.`;
  return [
    found(
      'one_vm_per_csv',
      sentence,
      model,
      needless.map(({ csv }) => csv),
      needless.map(({ vm }) => vm),
    ),
  ];
}

function mergeable(model: AdvisorModel, part: Part, vmsOn: VmsOn): AntiPattern[] {
  const used = part.csvs.filter((csv) => vmsOn.has(csv));
  const { count } = lowerBoundOf(emptyPlacement(model), { vms: part.vms, csvs: used });
  if (count >= used.length) return [];
  const sentence = `${used.length} CSVs of one class hold what ${count} could, by room and rules: ${namesOf(model, used)}.`;
  return [found('mergeable_csvs', sentence, model, used, [])];
}

function found(
  code: AntiPatternCode,
  sentence: string,
  model: AdvisorModel,
  csvs: readonly number[],
  vms: readonly number[],
): AntiPattern {
  return {
    code,
    sentence,
    csvIds: csvs.map((csv) => model.csvs[csv]?.source.id ?? ''),
    vmIds: vms.map((vm) => model.vms[vm]?.source.id ?? ''),
    registrations: csvs.reduce((sum, csv) => sum + (model.csvs[csv]?.source.registrations ?? 0), 0),
  };
}

const nameOf = (model: AdvisorModel, csv: number) => model.csvs[csv]?.source.name ?? '';

function namesOf(model: AdvisorModel, csvs: readonly number[]): string {
  const names = csvs.slice(0, 5).map((csv) => nameOf(model, csv));
  return names.join(', ') + (csvs.length > 5 ? ` and ${csvs.length - 5} more` : '');
}
