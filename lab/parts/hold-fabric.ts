// A program for tests: sets up the lab's parts, says so, and waits to be ended or killed.
import { openFabric } from './fabric.ts';
import { closeOnSignals, openRoom } from './room.ts';

const room = await openRoom('held');
closeOnSignals(room);
process.stdout.write(`${room.dir}\n`);
await openFabric(room);
process.stdout.write('ready\n');
setInterval(() => {}, 60_000);
