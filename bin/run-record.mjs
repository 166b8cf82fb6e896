// <home>/run.json: the child processes of the Heddle that runs in this home, so that the next start can end what a kill -9
// left behind. A pid is only believed together with its start time.
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { endProcess, isSame, startTimeOf } from '#bin/process-table.mjs';

const fileOf = (home) => path.join(home, 'run.json');

/** Replaces the record in one step: a reader sees the old one or the new one. */
export const writeRunRecord = (home, record) => {
  const unfinished = `${fileOf(home)}.new`;
  writeFileSync(unfinished, `${JSON.stringify(record, null, 2)}\n`, { mode: 0o600 });
  renameSync(unfinished, fileOf(home));
};

export const removeRunRecord = (home) => rmSync(fileOf(home), { force: true });

/** What a child is remembered by. */
export const describeChild = (name, pid) => ({ name, pid, startTime: startTimeOf(pid) });

/** Ends the children of a Heddle that died; answers their names. */
export const endLeftovers = async (home) => {
  if (!existsSync(fileOf(home))) return [];
  const { children = [] } = JSON.parse(readFileSync(fileOf(home), 'utf8'));
  const left = children.filter(isSame);
  await Promise.all(
    left.map(({ pid }) =>
      endProcess(pid, [
        ['SIGTERM', 2_000],
        ['SIGKILL', 2_000],
      ]),
    ),
  );
  removeRunRecord(home);
  return left.map(({ name }) => name);
};
