import { afterAll, beforeAll, expect } from 'vitest';
import type { AgentConfig } from '#agent/drivers/agent-config.ts';
import { type AgentBench, openBench } from './agent-bench.ts';
import type { Asked } from './agent-client.ts';

const patienceMs = 120_000;

type AnyRig = { system: AgentConfig['systems'][number]; dispose(): Promise<void> };
/** The rig and the agent in front of it; both exist from beforeAll on. */
export type Stand<R extends AnyRig> = { rig: () => R; bench: () => AgentBench };

export type AnyStand = Stand<AnyRig>;

/** Sets up one rig and one agent for the describe block it is called in, and takes both down again. */
export const useStand = <R extends AnyRig>(makeRig: () => Promise<R>): Stand<R> => {
  let rig: R | undefined;
  let bench: AgentBench | undefined;
  beforeAll(async () => {
    rig = await makeRig();
    bench = await openBench(rig.system);
  }, patienceMs);
  afterAll(async () => {
    const ending = await bench?.close();
    await rig?.dispose();
    expect(ending, 'exit code after SIGTERM').toBe(0);
  }, patienceMs);
  return { rig: () => given(rig), bench: () => given(bench) };
};

const given = <T>(value: T | undefined): T => {
  if (value === undefined) throw new Error('The rig is not set up.');
  return value;
};

/** An operation of this kind of driver that the ledger's cases can try on a fresh object: it, its undo, its effect. */
export type Sample = {
  act: Asked;
  /** The same operation with other parameters. */
  other: { [name: string]: unknown };
  undo: Asked;
  /** Does the effect of `act` stand in the world? */
  holds: () => Promise<boolean>;
};
export type MakeSample = () => Promise<Sample>;
