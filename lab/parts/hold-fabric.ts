// A program for tests: sets up the lab's parts, says so, and waits to be ended or killed.
import { openFabric } from './fabric.ts';
import { openRoom, runInRoom } from './room.ts';

const room = await openRoom('held');
process.stdout.write(`${room.dir}\n`);
await runInRoom(room, async () => {
  await openFabric(room);
  process.stdout.write('ready\n');
  setInterval(() => {}, 60_000);
  return new Promise<number>(() => {});
});
