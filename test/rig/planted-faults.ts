import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { PlantedFault } from '#agent/drivers/sim/planted-faults.ts';
import type { FaultEnd, FaultWindow } from '#agent/operations/fault-point.ts';
import type { Window } from '#server/jobs/windows.ts';
import type { AgentName } from './fabric-config.ts';
import { until } from './until.ts';

export type Direction = 'do' | 'undo';
/** `signal` SIGKILL unless it is said. */
export type WorkerFall = { window: Window; direction: Direction; row: string; signal?: 'SIGKILL' | 'SIGSTOP' };
export type AgentFall = { window: FaultWindow; direction: Direction; row: string };
/** How an act ends, so many times, without having begun. */
export type SpoiledAct = { end: FaultEnd; times: number; direction: Direction; row: string };

/** Where a simulated system looks for planted faults. */
export const plantedFaultsDir = (home: string, system: string) => path.join(home, 'planted', system);

export const workerFaultsFile = (home: string) => path.join(home, 'worker-faults');
export const agentFaultsFile = (agentsDir: string, agent: AgentName) => path.join(agentsDir, `${agent}-faults`);

/** A fault that was planted and shall be met. */
export type Planted = {
  /** How often it was met so far. */
  met: () => number;
  /** Resolves when all of it has been met, or once where it has no end: a proof whose fault never fired proves nothing. */
  fired: () => Promise<void>;
  /** Takes it away; an act that stands still because of it goes on. */
  remove: () => void;
};

/** Plants faults in the processes of a fabric: workers' in its home, agents' where they keep their state. */
export function faultPlanter(home: string, agentsDir: string) {
  const lines = (file: string, texts: string[], what: string): Planted => {
    replace(file, texts.map((text) => `${text}\n`).join(''));
    const left = () => readOr(file, '').split('\n').filter(Boolean);
    return {
      met: () => texts.length - left().length,
      fired: async () =>
        void (await until(`${what}: ${left().join(', ')}`, async () => (left().length === 0 ? true : null))),
      remove: () => rmSync(file, { force: true }),
    };
  };

  return {
    /** The worker that has the job falls each time a row passes its window. */
    workerFalls: (falls: readonly WorkerFall[]): Planted =>
      lines(
        workerFaultsFile(home),
        falls.map(({ window, direction, row, signal = 'SIGKILL' }) => `${signal} ${window} ${direction} ${row}`),
        'workers to fall',
      ),
    agentFalls: (agent: AgentName, falls: readonly AgentFall[]): Planted =>
      lines(
        agentFaultsFile(agentsDir, agent),
        falls.map(({ window, direction, row }) => `${window} *:${row}:${direction}`),
        `${agent} to fall`,
      ),
    /** An act is refused by its agent, fails or is a lie, whatever drives its system. */
    actEnds: (agent: AgentName, { end, times, direction, row }: SpoiledAct): Planted =>
      lines(
        agentFaultsFile(agentsDir, agent),
        Array.from({ length: times }, () => `${end} *:${row}:${direction}`),
        `${agent} to spoil`,
      ),
    /** An act of a simulated system fails, is refused, is a lie or stands still. */
    inSystem: (system: string, fault: PlantedFault): Planted => {
      const file = path.join(plantedFaultsDir(agentsDir, system), `${randomUUID()}.json`);
      mkdirSync(path.dirname(file), { recursive: true });
      replace(file, JSON.stringify(fault));
      const met = () => readOr(file.replace(/json$/, 'met'), '').split('\n').length - 1;
      return {
        met,
        fired: async () =>
          void (await until(`${system} to meet a fault in ${fault.act}`, async () => (met() > 0 ? true : null))),
        remove: () => rmSync(file, { force: true }),
      };
    },
    /** Takes every fault away that a case before has left. */
    clear: (systems: readonly string[], agents: readonly AgentName[]) => {
      for (const file of [workerFaultsFile(home), ...agents.map((agent) => agentFaultsFile(agentsDir, agent))])
        rmSync(file, { force: true });
      for (const folder of systems.map((system) => plantedFaultsDir(agentsDir, system)))
        for (const name of readdirOr(folder)) rmSync(path.join(folder, name), { force: true });
    },
  };
}

/** Whole or not at all: its reader may look at any moment. */
function replace(file: string, text: string): void {
  writeFileSync(`${file}.new`, text);
  renameSync(`${file}.new`, file);
}

function readOr(file: string, otherwise: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return otherwise;
  }
}

function readdirOr(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
