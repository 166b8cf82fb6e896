/** One line of what was proven. */
export type ProofLine = { what: string; held: boolean; tookMs: number; observed: string };

export type ProofTable = {
  lines: ProofLine[];
  /** Runs a proof, which answers what it observed or throws why it does not hold; later ones run all the same. */
  prove(what: string, proof: () => Promise<string>): Promise<void>;
  /** What is going on and what would follow is neither told nor counted: the world is being taken away under it. */
  stop(): void;
  print(): void;
};

export function createProofTable(say: (line: string) => void): ProofTable {
  const lines: ProofLine[] = [];
  let stopped = false;
  const shown = ({ what, held, tookMs, observed }: ProofLine) =>
    `${held ? 'held  ' : 'FAILED'}  ${(tookMs / 1000).toFixed(2).padStart(7)} s  ${what.padEnd(58)}  ${observed}`;
  return {
    lines,
    async prove(what, proof) {
      if (stopped) return;
      const startedAt = performance.now();
      const observed = await proof().then(
        (text) => ({ held: true, observed: text }),
        (error) => ({ held: false, observed: error instanceof Error ? error.message : String(error) }),
      );
      if (stopped) return;
      const line = { what, tookMs: performance.now() - startedAt, ...observed };
      lines.push(line);
      say(shown(line));
    },
    stop() {
      stopped = true;
    },
    print() {
      if (stopped) return;
      const failed = lines.filter((line) => !line.held).length;
      const seconds = lines.reduce((sum, line) => sum + line.tookMs, 0) / 1000;
      say(`\n${lines.length - failed} of ${lines.length} proofs held, in ${seconds.toFixed(1)} s.`);
    },
  };
}
