import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { diskManifestFile, readVolume } from './disk-manifest.ts';
import { swapFiles } from './disk-view.ts';
import { firstVolume } from './master-boot-record.ts';

const dir = mkdtempSync(path.join(tmpdir(), 'heddle-qsd-'));
afterAll(() => rmSync(dir, { recursive: true }));

test('the first partition is found in a master boot record', () => {
  const sector = Buffer.alloc(512);
  sector.writeUInt16LE(0xaa55, 510);
  expect(firstVolume(sector)).toEqual({ offsetBytes: 0, sizeBytes: null });
  // Second entry of the table: type 0x83 from sector 2048, 131,072 sectors.
  sector.writeUInt8(0x83, 446 + 16 + 4);
  sector.writeUInt32LE(2048, 446 + 16 + 8);
  sector.writeUInt32LE(131_072, 446 + 16 + 12);
  expect(firstVolume(sector)).toEqual({ offsetBytes: 1_048_576, sizeBytes: 67_108_864 });
});

test('a disk without a table, or too short for one, is a volume as a whole', () => {
  expect(firstVolume(Buffer.alloc(512))).toEqual({ offsetBytes: 0, sizeBytes: null });
  expect(firstVolume(Buffer.alloc(0))).toEqual({ offsetBytes: 0, sizeBytes: null });
});

test('a volume tells its virtual disk and what lies beside it', async () => {
  const volume = path.join(dir, 'volume');
  mkdirSync(path.join(volume, 'lost+found'), { recursive: true });
  mkdirSync(path.join(volume, 'boot'));
  expect(await readVolume(volume, 10)).toBeNull();
  const manifest = { file: 'a.raw', format: 'raw', generalised: true, contains: ['boot'] };
  writeFileSync(path.join(volume, diskManifestFile), JSON.stringify(manifest));
  const seen = { file: 'a.raw', format: 'raw', generalised: true, directory: volume, sizeBytes: 10 };
  expect(await readVolume(volume, 10)).toEqual({ ...seen, otherFiles: 0 });
  writeFileSync(path.join(volume, 'notes.txt'), '');
  expect(await readVolume(volume, 10)).toEqual({ ...seen, otherFiles: 1 });
  writeFileSync(path.join(volume, diskManifestFile), '{"file": 3');
  expect(await readVolume(volume, 10)).toBeNull();
});

test('what a machine pages to is read', () => {
  const text =
    'Filename\t\t\t\tType\t\tSize\n/dev/loop3                              partition\t1024\n/srv/x/swap file\n';
  expect(swapFiles(text)).toEqual(['/dev/loop3', '/srv/x/swap']);
  expect(swapFiles('')).toEqual([]);
});
