import type { HostFact, VmFact } from '#domain/fabric/facts.ts';
import { be, counted, nameList } from '#domain/fabric/name-list.ts';
import { pass, refuse, warn } from '#domain/plans/check.ts';
import type { Check } from '#domain/plans/plan.ts';
import { fateOf, type VmDisk } from './vm-disks.ts';

/** A VM to delete, where it runs and what its disks are. */
export type DeleteTask = { item: string; vm: VmFact; host: HostFact; disks: VmDisk[] };

export function deleteChecks(tasks: readonly DeleteTask[]): Check[] {
  return [
    hostsReachable(tasks),
    arraysReachable(tasks),
    disksKnown(tasks),
    addressesKnown(tasks),
    noChildren(tasks),
    ...keptDisks(tasks),
  ];
}

function hostsReachable(tasks: readonly DeleteTask[]): Check {
  const title = 'The agents of the hosts answer';
  const away = unique(tasks.filter(({ host }) => !host.reachable).map(({ host }) => host.name));
  if (away.length === 0) return pass('hosts_reachable', title, 'All of them answer.');
  const reason = `${nameList(away)} cannot be reached through an agent, or ${be(away.length)} no longer reported.`;
  return refuse('host_unreachable', title, reason, 'Start their agents, or leave the VMs on these hosts out.');
}

function arraysReachable(tasks: readonly DeleteTask[]): Check {
  const title = 'The agents of the arrays answer';
  const arrays = tasks.flatMap(({ disks }) => disks.flatMap(({ found }) => found.map(({ array }) => array)));
  const away = unique(arrays.filter((array) => !array.reachable).map((array) => array.name));
  if (away.length === 0) return pass('arrays_reachable', title, 'All of them answer.');
  const reason = `${nameList(away)} cannot be reached through an agent, or ${be(away.length)} no longer reported.`;
  return refuse('array_unreachable', title, reason, 'Start their agents, or leave the VMs with disks there out.');
}

/** Without the LUN the disk could neither be masked nor given back if the job had to be undone. */
function disksKnown(tasks: readonly DeleteTask[]): Check {
  const title = 'The LUN of every disk is known';
  const unknown = tasks.flatMap(({ vm, disks }) =>
    disks.filter(({ found }) => found.length !== 1).map((disk) => ({ vm, disk })),
  );
  if (unknown.length === 0) return pass('disks_known', title, 'Each is reported by one array.');
  const found = nameList(
    unknown.map(
      ({ vm, disk }) =>
        `${disk.uniqueId} of ${vm.name} (${disk.found.length === 0 ? 'on no array' : `on ${disk.found.length} arrays`})`,
    ),
  );
  return refuse(
    'disk_unknown',
    title,
    `Not clear which LUN it is: ${found}.`,
    'Add or refresh the agent of the array that holds it.',
  );
}

function addressesKnown(tasks: readonly DeleteTask[]): Check {
  const title = 'The VMs could be made again';
  const luns = tasks.flatMap(({ disks }) => disks.flatMap(({ found }) => found.map(({ lun }) => lun)));
  const without = unique(
    luns.filter((lun) => !lun.targetIqn || !lun.portal || lun.lunNumber === null).map((lun) => lun.name),
  );
  if (without.length === 0)
    return pass('disk_addresses', title, 'Target, portal and LUN number of every disk are known.');
  const reason = `The array does not say where initiators find ${nameList(without)}, so an undo could not attach it.`;
  return refuse('disk_address_unknown', title, reason, 'Refresh the agent of the array.');
}

/** A parent is never taken away from its clones, whatever becomes of the VM. */
function noChildren(tasks: readonly DeleteTask[]): Check {
  const title = 'No LUN to be put away has clones';
  const parents = tasks.flatMap(({ vm, disks }) =>
    disks.flatMap((disk) => {
      const [only] = disk.found;
      const goes = only && fateOf(only.lun, disk.otherUsers) === 'quarantine';
      return goes && disk.clones.length > 0 ? [{ vm, lun: only.lun, clones: disk.clones }] : [];
    }),
  );
  if (parents.length === 0) return pass('no_children', title, 'None has.');
  const found = nameList(
    parents.map(
      ({ vm, lun, clones }) =>
        `${lun.name} of ${vm.name} (parent of ${nameList(
          clones.map((clone) => clone.name),
          3,
        )})`,
    ),
  );
  return refuse(
    'lun_has_children',
    title,
    `Clones stand on ${found}.`,
    'Delete the VMs on these clones and purge their LUNs first.',
  );
}

function keptDisks(tasks: readonly DeleteTask[]): Check[] {
  const kept = { golden: new Set<string>(), csv: new Set<string>(), shared: new Set<string>() };
  for (const { disks } of tasks) {
    for (const { found, otherUsers } of disks) {
      for (const { lun } of found) {
        const fate = fateOf(lun, otherUsers);
        if (fate === 'shared') kept.shared.add(`${lun.name} (also of ${nameList(otherUsers, 3)})`);
        else if (fate === 'golden' || fate === 'csv') kept[fate].add(lun.name);
      }
    }
  }
  const title = 'Disks that stay as they are';
  const left = 'Nothing to do, if that is what you want.';
  const checks: Check[] = [];
  if (kept.golden.size > 0) checks.push(warn('golden_kept', title, `Golden: ${nameList([...kept.golden])}.`, left));
  if (kept.csv.size > 0)
    checks.push(warn('csv_kept', title, `Cluster shared volumes: ${nameList([...kept.csv])}.`, left));
  if (kept.shared.size > 0) {
    const reason = `Used by other VMs and left presented: ${nameList([...kept.shared])}.`;
    checks.push(
      warn('lun_shared', title, reason, 'Delete the VMs one plan after the other to put the LUN away with the last.'),
    );
  }
  if (checks.length > 0) return checks;
  const count = tasks.reduce((sum, { disks }) => sum + disks.length, 0);
  return [pass('all_disks_go', title, `None: ${counted(count, 'LUN')} go to quarantine.`)];
}

function unique(names: readonly string[]): string[] {
  return [...new Set(names)];
}
