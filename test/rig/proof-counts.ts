/** What a file of proofs did to the product, told in one line at its end. */
export type ProofCounts = { workerKills: number; agentKills: number; otherFaults: number; jobs: number };

export const newCounts = (): ProofCounts => ({ workerKills: 0, agentKills: 0, otherFaults: 0, jobs: 0 });

export function tellCounts(
  what: string,
  { workerKills, agentKills, otherFaults, jobs }: ProofCounts,
  checks: number,
): void {
  const line = `${what}: ${jobs} jobs, ${workerKills} kills of workers, ${agentKills} kills of agents, ${otherFaults} other faults, nothing lost in ${checks} checks`;
  process.stdout.write(`${line}\n`);
}
