import path from 'node:path';
import { keepRunning } from '#bin/child.mjs';
import { agentsOf } from '#bin/home.mjs';
import { describeChild, removeRunRecord, writeRunRecord } from '#bin/run-record.mjs';
import { root } from '#bin/stamp.mjs';

const isAgent = ({ name }) => name.startsWith('agent-');
const next = 'node_modules/next/dist/bin/next';

/** The long-running processes of a home in the order in which they start. */
export const processesOf = ({ home, host, port, mode }) => [
  ...agentsOf(home).map(({ name, config }) => ({
    name: `agent-${name}`,
    args: ['dist/agent.mjs', '--config', config],
  })),
  { name: 'worker', args: ['dist/worker.mjs'] },
  { name: 'web', args: [next, mode === 'production' ? 'start' : 'dev', '--port', String(port), '--hostname', host] },
];

/**
 * Keeps the processes running and <home>/run.json true. `env()` answers { agent, controlPlane } at each start of a process, `warn(line)` is
 * told of each death. Answers { restartAll(), stop() }; `stop` ends worker and web first, which use the agents.
 */
export const runProcesses = (list, { home, env, warn }) => {
  const children = [];
  const record = () => {
    const alive = children.filter((child) => child.pid() !== undefined);
    writeRunRecord(home, { children: alive.map((child) => describeChild(child.name, child.pid())) });
  };
  for (const { name, args } of list) {
    const logFile = path.join(home, 'logs', `${name}.log`);
    const onDeath = ({ reason, pauseMs }) => {
      warn(`${name} ended (${reason}) and starts again in ${pauseMs / 1000} s. Its log: ${logFile}`);
    };
    children.push(
      keepRunning({
        name,
        args,
        env: () => (isAgent({ name }) ? env().agent : env().controlPlane),
        cwd: root,
        logFile,
        onStart: record,
        onDeath,
      }),
    );
    record(); // its first start came before it was in the list
  }
  const stopAll = (some, graceMs) => Promise.all(some.map((child) => child.stop(graceMs)));
  return {
    restartAll: () => Promise.all(children.map((child) => child.restart())),
    stop: async () => {
      await stopAll(
        children.filter((child) => !isAgent(child)),
        2_000,
      );
      await stopAll(children.filter(isAgent), 1_000);
      removeRunRecord(home);
    },
  };
};
