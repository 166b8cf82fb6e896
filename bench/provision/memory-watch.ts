import { readFileSync } from 'node:fs';

const everyMs = 50;

/** Resident bytes of a process; 0 when it has gone. */
export function residentBytes(pid: number): number {
  try {
    const kib = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return Number(kib ?? 0) * 1024;
  } catch {
    return 0;
  }
}

/** Watches how much memory each process holds at most, until it is stopped. */
export function watchMemory(pids: { [name: string]: number }) {
  const most: { [name: string]: number } = {};
  const look = () => {
    for (const [name, pid] of Object.entries(pids)) most[name] = Math.max(most[name] ?? 0, residentBytes(pid));
  };
  look();
  const timer = setInterval(look, everyMs);
  return {
    stop(): { [name: string]: number } {
      clearInterval(timer);
      look();
      return most;
    },
  };
}
