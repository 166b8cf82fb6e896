import { existsSync } from 'node:fs';
import { chmod, copyFile, mkdir, open, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { diskManifestFile } from '#agent/drivers/qsd/disk-manifest.ts';
import { run } from '#agent/exec/run.ts';
import { goldenBootConfig, goldenInit, goldenPowerOff } from './golden-init.ts';
import { cloudKernel } from './why-no-lab.ts';

const sectorBytes = 512;
const firstSector = 2048;
const sectors = 131_072;
const modules = ['virtio_pci', 'virtio_blk', 'ext4', 'button', 'evdev'];
/** The MBR's boot code, as syslinux and extlinux packages name it. */
const bootCodes = ['/usr/lib/EXTLINUX/mbr.bin', '/usr/lib/syslinux/mbr/mbr.bin'];

/** Files of the modules a guest needs, dependencies first. */
async function moduleFiles(kernel: string): Promise<string[]> {
  const files = new Set<string>();
  for (const name of modules) {
    const { stdout } = await run(['modprobe', '-S', kernel, '--show-depends', name]);
    for (const [, file] of stdout.matchAll(/^insmod (\S+)/gm)) if (file) files.add(file);
  }
  return [...files];
}

async function makeInitrd(dir: string, kernel: string, init: string): Promise<string> {
  const tree = path.join(dir, 'initrd');
  for (const folder of ['bin', 'dev', 'proc', 'sys', 'mnt', 'mod', 'etc/acpi/PWRF']) {
    await mkdir(path.join(tree, folder), { recursive: true });
  }
  await copyFile('/bin/busybox', path.join(tree, 'bin/busybox'));
  const files = await moduleFiles(kernel);
  for (const file of files) await copyFile(file, path.join(tree, 'mod', path.basename(file)));
  await writeFile(path.join(tree, 'mod/order'), files.map((file) => path.basename(file)).join('\n'));
  await writeFile(path.join(tree, 'init'), init);
  await chmod(path.join(tree, 'init'), 0o755);
  await writeFile(path.join(tree, 'etc/acpi/PWRF/00000080'), goldenPowerOff);
  await chmod(path.join(tree, 'etc/acpi/PWRF/00000080'), 0o755);
  const names = await readdir(tree, { recursive: true });
  const archive = path.join(dir, 'initrd.cpio');
  await run(['cpio', '-o', '-H', 'newc', '--quiet', '-F', archive], { cwd: tree, input: ['.', ...names].join('\n') });
  return archive;
}

async function partition(image: string, sizeBytes: number): Promise<void> {
  const handle = await open(image, 'wx', 0o600);
  await handle.truncate(sizeBytes).finally(() => handle.close());
  const table = `label: dos\nstart=${firstSector}, size=${sectors}, type=83, bootable\n`;
  await run(['sfdisk', '-q', image], { input: table });
  const bootCode = bootCodes.find((file) => existsSync(file));
  if (!bootCode) throw new Error(`no boot code at ${bootCodes.join(' or ')}`);
  const file = await open(image, 'r+');
  // The table itself starts at byte 446.
  await file.write((await readFile(bootCode)).subarray(0, 440), 0, undefined, 0).finally(() => file.close());
}

async function fillVolume(volume: string, kernel: string, initrd: string): Promise<void> {
  await mkdir(path.join(volume, 'boot'));
  await mkdir(path.join(volume, 'etc'));
  await copyFile(`/boot/vmlinuz-${kernel}`, path.join(volume, 'boot/vmlinuz'));
  await writeFile(path.join(volume, 'boot/initrd.gz'), gzipSync(await readFile(initrd), { level: 1 }));
  await writeFile(path.join(volume, 'boot/extlinux.conf'), goldenBootConfig);
  await writeFile(path.join(volume, 'etc/hostname'), 'golden\n');
  await writeFile(path.join(volume, 'boots'), '0\n');
  const manifest = { file: 'debian-12.raw', format: 'raw', generalised: true, contains: ['boot', 'etc', 'boots'] };
  await writeFile(path.join(volume, diskManifestFile), JSON.stringify(manifest, null, 2));
  await run(['extlinux', '--install', path.join(volume, 'boot')]);
}

/**
 * A bootable raw disk of 64 MiB in `sizeBytes`: MBR, ext4, extlinux, the machine's cloud kernel and busybox. About 20 MB are allocated.
 * Everything is made below `dir`, also the mount while it is being filled. `init` is what its guest runs.
 */
export async function buildGoldenImage(dir: string, sizeBytes: number, init = goldenInit): Promise<string> {
  const kernel = cloudKernel();
  if (!kernel) throw new Error('no cloud kernel in /boot');
  const work = path.join(dir, 'golden');
  const volume = path.join(work, 'volume');
  const image = path.join(dir, 'golden.raw');
  await mkdir(volume, { recursive: true });
  const initrd = await makeInitrd(work, kernel, init);
  await partition(image, sizeBytes);
  const place = ['-o', String(firstSector * sectorBytes), '--sizelimit', String(sectors * sectorBytes)];
  const loop = (await run(['losetup', '-f', '--show', ...place, image])).stdout.trim();
  try {
    // extlinux reads neither 64-bit nor checksummed ext4.
    await run(['mkfs.ext4', '-q', '-O', '^64bit,^metadata_csum,^has_journal', '-L', 'root', loop]);
    await run(['mount', loop, volume]);
    await fillVolume(volume, kernel, initrd).finally(() => run(['umount', volume]));
  } finally {
    await run(['losetup', '-d', loop]);
  }
  await rm(work, { recursive: true });
  return image;
}
