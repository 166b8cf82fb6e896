import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { nodeOf } from './block-nodes.ts';
import { QemuOptions } from './qemu-options.ts';
import { sendToMonitor, withMonitor } from './qmp.ts';
import { findReady } from './ready-line.ts';
import { startFailure } from './start-failure.ts';
import { vmArgv } from './vm-argv.ts';
import { findDefinition, listDefinitions, removeVm, saveDefinition, vmDir } from './vm-definition.ts';

const dir = mkdtempSync(path.join(tmpdir(), 'heddle-qemu-'));
afterAll(() => rmSync(dir, { recursive: true }));

const definition = {
  key: '../../etc/passwd, "x"',
  name: 'web 1',
  hostname: 'web-01',
  cpus: 1,
  memoryBytes: 160 * 1024 * 1024 + 1,
  disks: [
    {
      uniqueId: '60de0000000000000000000000000001',
      targetIqn: 'iqn.2026-01.lab:1',
      portal: '10.0.0.1:3260',
      lunNumber: 1,
    },
  ],
};

test('READY is found wherever it stands, whole lines only, the last one counts', () => {
  expect(findReady('')).toBeNull();
  expect(findReady('Booting from Hard Disk...\r\n')).toBeNull();
  expect(findReady('\u001b[?7lREADY hostname=web-01 write=ok version=6.1.0-cloud\r\n')).toEqual({
    hostname: 'web-01',
    version: '6.1.0-cloud',
  });
  expect(findReady('READY hostname=web-0')).toBeNull();
  expect(findReady('READY hostname=a\nlog\nREADY hostname=b\nREADY hostname=c')).toEqual({
    hostname: 'b',
    version: null,
  });
  const long = 'v'.repeat(100_000);
  expect(findReady(`READY hostname=a version=${long}\n`)?.version).toBe(long);
});

test('the command line names initiator, disk and guest, and holds no shell', () => {
  const options = QemuOptions.parse({ name: 'h', fqdn: 'h.lab', initiator: 'iqn.2026-01.lab.host:a' });
  const argv = vmArgv(definition, options, '/vm');
  expect(argv[0]).toBe('qemu-system-x86_64');
  expect(argv[argv.indexOf('-m') + 1]).toBe('161M');
  expect(argv[argv.indexOf('-smbios') + 1]).toBe('type=1,serial=ds=nocloud;h=web-01');
  expect(argv[argv.indexOf('-pidfile') + 1]).toBe('/vm/qemu.pid');
  expect(JSON.parse(argv[argv.indexOf('--blockdev') + 1] ?? '')).toMatchObject({
    driver: 'iscsi',
    target: 'iqn.2026-01.lab:1',
    portal: '10.0.0.1:3260',
    'initiator-name': 'iqn.2026-01.lab.host:a',
  });
  expect(JSON.parse(argv[argv.indexOf('--device') + 1] ?? '')).toMatchObject({
    drive: nodeOf(definition.disks[0] ?? { uniqueId: '' }),
    bootindex: 0,
  });
});

test('QEMU’s last words are sorted', () => {
  const log =
    'qemu-system-x86_64: iSCSI: Failed to connect to LUN : Failed to log in to target. Status: Target not found(515)';
  expect(startFailure('web', log)).toMatchObject({ name: 'Refused', refusal: { code: 'access_denied' } });
  expect(startFailure('web', 'qemu: cannot set up guest memory')).toMatchObject({ refusal: { code: 'not_ready' } });
  expect(startFailure('web', '')).toMatchObject({ refusal: { code: 'not_ready' } });
});

test('definitions are kept by any key, in folders that no key can lead out of', async () => {
  await saveDefinition(dir, definition);
  expect(path.dirname(vmDir(dir, definition.key))).toBe(path.join(dir, 'vms'));
  expect(await findDefinition(dir, definition.key)).toEqual(definition);
  expect(await findDefinition(dir, 'another')).toBeNull();
  expect(await listDefinitions(dir)).toEqual([definition]);
  await removeVm(dir, definition.key);
  expect(await listDefinitions(dir)).toEqual([]);
  await removeVm(dir, definition.key);
});

/** A monitor that greets, and answers each line by `answer`. */
async function monitorIn(folder: string, answer: (line: string, socket: Socket) => void) {
  mkdirSync(folder);
  const server = createServer((socket) => {
    socket.write('{"QMP": {"version": {}}}\r\n{"event": "RESUME"}\r\n');
    socket.on('data', (data) => {
      for (const line of data.toString().trim().split('\n')) answer(line, socket);
    });
  });
  await new Promise<void>((resolve) => server.listen(path.join(folder, 'qmp.sock'), resolve));
  return server;
}

test('conversations with a monitor follow each other, and what it refuses is told in its words', async () => {
  const folder = path.join(dir, 'turns');
  let open = 0;
  const server = await monitorIn(folder, (line, socket) => {
    const { execute } = JSON.parse(line);
    if (execute === 'qmp_capabilities') open++;
    expect(open).toBe(1);
    socket.write(
      execute === 'bad'
        ? '{"error": {"class": "GenericError", "desc": "no such node"}}\n'
        : `{"return": "${execute}"}\n`,
    );
    if (execute === 'last') open--;
  });
  const talk = (word: string) =>
    withMonitor(folder, async ({ execute }) => [await execute(word), await execute('last')]);
  expect(await Promise.all([talk('one'), talk('two')])).toEqual([
    ['one', 'last'],
    ['two', 'last'],
  ]);
  const refused = withMonitor(folder, ({ execute }) => execute('bad'));
  await expect(refused).rejects.toMatchObject({
    name: 'MonitorRefused',
    message: expect.stringContaining('no such node'),
  });
  server.close();
});

test('the monitor is spoken to in its order, and its refusal and silence are errors', async () => {
  const said: string[] = [];
  const folder = path.join(dir, 'a');
  const server = await monitorIn(folder, (line, socket) => {
    said.push(line);
    socket.write('{"event": "X"}\n{"return": {}}\n');
  });
  await sendToMonitor(folder, 'system_powerdown');
  expect(said).toEqual(['{"execute":"qmp_capabilities"}', '{"execute":"system_powerdown"}']);
  server.close();
  const refusing = await monitorIn(path.join(dir, 'b'), (_, socket) => socket.write('{"error": {"desc": "no"}}\n'));
  await expect(sendToMonitor(path.join(dir, 'b'), 'quit')).rejects.toThrow('refused');
  refusing.close();
  await expect(sendToMonitor(path.join(dir, 'a'), 'quit')).rejects.toThrow();
});
