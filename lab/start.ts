import { enrolFabric } from './parts/enrol-fabric.ts';
import { openFabric } from './parts/fabric.ts';
import { startHeddle } from './parts/heddle.ts';
import { openRoom, runInRoom, takeDownDeadRooms } from './parts/room.ts';
import { whyNoLab } from './parts/why-no-lab.ts';

const say = (line: string) => process.stdout.write(`${line}\n`);

const reason = await whyNoLab(['array', 'library', 'host']);
if (reason) {
  process.stderr.write(`The lab cannot be set up here: ${reason}. lab/README.md lists what it needs.\n`);
  process.exit(1);
}
say('Setting up the lab: real iSCSI, real mounts, real guests.');
const left = await takeDownDeadRooms();
if (left.length > 0) say(`  Took down what an earlier lab left behind: ${left.join(', ')}`);
const room = await openRoom('lab');

const runLab = async () => {
  const fabric = await openFabric(room, (title) => say(`  ${title}`));
  say('  Heddle');
  const heddle = await startHeddle(room);
  const template = await enrolFabric(heddle.api, fabric);
  say(`
Heddle runs on the lab: ${heddle.url}

  sign in as   ${heddle.email}
  password     ${heddle.password}

Template "${template.name}" stands on ${fabric.golden.name}, mounted read-write at ${fabric.mountPath}.
Seal it, then clone VMs onto host-a and host-b. Consoles of the guests: ${room.dir}/agents/host-*/.
Ctrl-C takes everything down again.`);
  setInterval(() => {}, 60_000);
  return new Promise<number>(() => {});
};

await runInRoom(room, runLab, () => say('\nTaking the lab down …'));
