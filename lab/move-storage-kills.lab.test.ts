import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshId } from '#agent/drivers/conformance/agent-client.ts';
import { bundleAgent } from '#agent/drivers/conformance/bundle-agent.ts';
import { nodeOf, usedNodes } from '#agent/drivers/qemu/block-nodes.ts';
import { withMonitor } from '#agent/drivers/qemu/qmp.ts';
import { findDefinition, vmDir } from '#agent/drivers/qemu/vm-definition.ts';
import { systemStateDir } from '#agent/drivers/system-state-dir.ts';
import type { LunValue } from '#contract/agent/luns.ts';
import { VmValue } from '#contract/agent/vms.ts';
import { buildGoldenImage } from './parts/golden-image.ts';
import { type GrantingArray, openGrantingArray } from './parts/granting-array.ts';
import { vmDisk } from './parts/host-rig.ts';
import { labSuite } from './parts/lab-suite.ts';
import { type SharedHost, startSharedHost } from './parts/shared-host.ts';
import { tickingInit, ticksOf } from './parts/shared-ticking-init.ts';

const initiator = 'iqn.2026-01.lab.host:killed';
const mib = 1024 * 1024;
const sizeBytes = 128 * mib;
const patience = { timeout: 120_000, interval: 100 };
const key = 'traveller';

await labSuite('moving storage under an agent that is killed', ['array', 'host'], () => {
  let array: GrantingArray;
  let bundle: Awaited<ReturnType<typeof bundleAgent>>;
  let host: SharedHost;
  let stateDir: string;
  let luns: [LunValue, LunValue];

  const move = (from: LunValue, to: LunValue, bytesPerSecond: number | null) => ({
    operation: 'vm.move-storage',
    params: { key, from: from.uniqueId, to: vmDisk(to), bytesPerSecond },
    deadlineMs: 240_000,
  });
  /** Sends the move and kills the agent when `when` holds, or right after it has answered. */
  const cutOff = async (asked: ReturnType<typeof move>, when: () => boolean) => {
    const id = freshId();
    let isOver = false;
    const sent = host.put({ ...asked, id }).then(
      () => {
        isOver = true;
      },
      () => {},
    );
    while (!isOver && !when()) await delay(1);
    await host.kill();
    await sent;
  };
  const journal = () => {
    const file = path.join(vmDir(stateDir, key), 'move.json');
    return existsSync(file) ? readFileSync(file, 'utf8') : '';
  };
  const ends = async (asked: ReturnType<typeof move>) => {
    const id = freshId();
    let { result } = await host.put({ ...asked, id });
    while (result.outcome === 'running') ({ result } = await host.put({ ...asked, id }));
    return result;
  };
  const read = async () => {
    const answer = await host.read('vm', key);
    if ('value' in answer) return VmValue.parse(answer.value);
    throw new Error(`no VM: ${JSON.stringify(answer)}`);
  };
  /** The LUN on which the VM really is; throws unless the agent, the definition and QEMU agree. */
  const whereItIs = async () => {
    const told = (await read()).disks.map(({ uniqueId }) => uniqueId);
    const defined = (await findDefinition(stateDir, key))?.disks.map(({ uniqueId }) => uniqueId);
    const used = await withMonitor(vmDir(stateDir, key), usedNodes);
    const [on, ...others] = luns.filter((lun) => used.has(nodeOf(lun)));
    expect(others).toEqual([]);
    expect([told, defined]).toEqual([[on?.uniqueId], [on?.uniqueId]]);
    expect(journal()).toBe('');
    if (!on) throw new Error('the VM uses neither LUN');
    return on;
  };
  const otherThan = (lun: LunValue) => (lun === luns[0] ? luns[1] : luns[0]);
  const sessionsOf = async ({ uniqueId }: LunValue) => (await array.driver.readLuns([uniqueId]))[0]?.sessions;
  const lastTick = () => ticksOf(readFileSync(path.join(vmDir(stateDir, key), 'console.log'), 'latin1')).at(-1) ?? 0;
  const goesOn = async () => {
    const before = lastTick();
    await expect.poll(lastTick, patience).toBeGreaterThan(before + 2);
  };

  beforeAll(async () => {
    array = await openGrantingArray('kills');
    bundle = await bundleAgent();
    const golden = await array.makeGolden(await buildGoldenImage(array.dir, sizeBytes, tickingInit), sizeBytes);
    luns = [await array.clone(golden), await array.clone(golden)];
    for (const lun of luns) await array.grant(lun, initiator, 'read-write');
    host = await startSharedHost(array.room, bundle.program, { name: 'host-k', initiator, channels: 1 });
    stateDir = systemStateDir(path.join(array.dir, 'host-k', 'state'), 'host-k');
    const disks = [vmDisk(luns[0])];
    const vm = { key, name: key, hostname: key, cpus: 1, memoryBytes: 160 * mib, disks };
    await host.does({ operation: 'vm.create', params: vm });
  });
  afterAll(async () => {
    await host?.stop();
    await array?.close();
    bundle?.remove();
  });

  test('of a stopped VM: the copier dies with it, the VM stays where it was, and the move can be made again', async () => {
    const [from, to] = luns;
    const slow = move(from, to, 4 * mib);
    const begun = performance.now();
    await cutOff(slow, () => performance.now() - begun > 1_500);
    await expect.poll(() => sessionsOf(to), patience).toEqual([]);
    await host.start();
    expect((await read()).disks).toMatchObject([{ uniqueId: from.uniqueId }]);
    expect(await ends(move(from, to, null))).toMatchObject({ outcome: 'done' });
    expect((await read()).disks).toMatchObject([{ uniqueId: to.uniqueId }]);
  });

  test('of a running VM, at any moment: agent, definition and QEMU agree on where it is', async () => {
    const start = { operation: 'vm.start', params: { key }, deadlineMs: 240_000, id: freshId() };
    for (let { result } = await host.put(start); result.outcome !== 'done'; ) ({ result } = await host.put(start));
    const isAt = (phase: string) => () => journal().includes(`"${phase}"`);
    const whenOpen = () => journal() !== '';
    /** So long after the guest was to be told to go over: before, while and after it does. */
    const afterPivot = (ms: number) => {
      let since: number | undefined;
      return () => {
        if (isAt('pivoting')()) since ??= performance.now();
        return since !== undefined && performance.now() - since >= ms;
      };
    };
    const pivots = [0, 4, 8, 15, 30].map(afterPivot);
    const moments = [whenOpen, isAt('copying'), ...pivots, () => false];
    for (const [number, moment] of moments.entries()) {
      const from = await whereItIs();
      const to = otherThan(from);
      await cutOff(move(from, to, null), moment);
      await host.start();
      const on = await whereItIs();
      expect(await sessionsOf(otherThan(on))).toEqual([]);
      process.stderr.write(`lab: killed ${number}: the VM ${on === from ? 'stayed' : 'went over'}\n`);
      await goesOn();
    }
    const from = await whereItIs();
    expect(await ends(move(from, otherThan(from), null))).toMatchObject({ outcome: 'done' });
    expect(await whereItIs()).toBe(otherThan(from));
    await goesOn();
    const said = readFileSync(path.join(vmDir(stateDir, key), 'console.log'), 'latin1');
    const ticks = ticksOf(said);
    expect(ticks).toEqual(ticks.map((_, at) => at + (ticks[0] ?? 0)));
    expect(said.match(/READY/g)).toHaveLength(1);
    await host.does({ operation: 'vm.stop', params: { key } });
  });
});
