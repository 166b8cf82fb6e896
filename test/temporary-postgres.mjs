// A Postgres for tests, as a program: prints its URL, and stops and deletes itself when its stdin ends. Whoever started
// it may therefore die in any way, even by SIGKILL, and nothing is left running.
import { chmodSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startPostgres } from '#bin/postgres.mjs';

const home = mkdtempSync(path.join(tmpdir(), 'heddle-test-'));
chmodSync(home, 0o711); // Postgres runs as another user when the tests run as root

const end = new Promise((resolve) => {
  process.stdin.once('end', resolve).resume();
});
// Ctrl-C reaches the whole group: this program goes on until the tests have ended.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => {});
process.stdout.on('error', () => {}); // nobody reads any more: the end of stdin follows

const server = await startPostgres({ home, durable: false });
process.stdout.write(`${server.url}\n`);
await end;
await server.stop();
rmSync(realpathSync(path.join(home, 'postgres')), { recursive: true, force: true }); // a link below a closed folder
rmSync(home, { recursive: true, force: true });
process.exit(0);
