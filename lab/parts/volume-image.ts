import { mkdir, open, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { diskManifestFile } from '#agent/drivers/qsd/disk-manifest.ts';
import { run } from '#agent/exec/run.ts';

const mib = 1024 * 1024;

/** A raw disk of 64 MiB: a partition table and one ext4 volume with a manifest, as a library server mounts it. */
export async function buildVolumeImage(dir: string): Promise<string> {
  const image = path.join(dir, 'volume.raw');
  const contents = path.join(dir, 'volume-contents');
  await mkdir(path.join(contents, 'etc'), { recursive: true });
  await writeFile(path.join(contents, 'etc/hostname'), 'golden\n');
  const manifest = { file: 'volume.raw', format: 'raw', generalised: true, contains: ['etc'] };
  await writeFile(path.join(contents, diskManifestFile), JSON.stringify(manifest));
  const handle = await open(image, 'w', 0o600);
  await handle.truncate(64 * mib).finally(() => handle.close());
  await run(['sfdisk', '-q', image], { input: 'label: dos\nstart=2048, type=83\n' });
  const place = ['-E', `offset=${mib}`, '-d', contents];
  await run(['mkfs.ext4', '-q', '-F', '-O', '^has_journal', ...place, image, `${62 * 1024}k`]);
  await rm(contents, { recursive: true });
  return image;
}
