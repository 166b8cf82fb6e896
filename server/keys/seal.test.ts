import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { forgetEnv } from '#server/env.ts';
import { openSecret, sealSecret } from './seal.ts';

const place = 'Agent:0190a000-0000-7000-8000-000000000000:secretSealed';
let home: string;

beforeEach(() => {
  home = mkdtempSync(path.join(tmpdir(), 'heddle-keys-'));
  process.env.HEDDLE_HOME = home;
  forgetEnv();
});
afterEach(() => {
  rmSync(home, { recursive: true });
  delete process.env.HEDDLE_HOME;
  forgetEnv();
});

const keyFile = () => path.join(home, 'keys', 'local.json');
const sealedProblem = expect.objectContaining({ code: 'sealed' });

describe('a sealed secret', () => {
  it('opens to what was sealed, and tells nothing', () => {
    const sealed = sealSecret('häddle-bearer', place);
    expect(sealed).not.toContain('bearer');
    expect(openSecret(sealed, place)).toBe('häddle-bearer');
    expect(sealSecret('häddle-bearer', place)).not.toBe(sealed);
  });

  it('keeps its key where only the owner reads it', () => {
    sealSecret('x', place);
    expect(statSync(keyFile()).mode & 0o777).toBe(0o600);
  });

  it('does not open in another row', () => {
    const sealed = sealSecret('x', place);
    expect(() => openSecret(sealed, 'Agent:0190a000-0000-7000-8000-000000000001:secretSealed')).toThrow(sealedProblem);
  });

  it('does not open when any character is changed', () => {
    const sealed = sealSecret('secret', place);
    for (let at = 0; at < sealed.length - 1; at++) {
      const other = sealed[at] === 'A' ? 'B' : 'A';
      const forged = `${sealed.slice(0, at)}${other}${sealed.slice(at + 1)}`;
      expect(() => openSecret(forged, place), `character ${at}`).toThrow(sealedProblem);
    }
  });

  it('says that keys are missing when they are', () => {
    const sealed = sealSecret('x', place);
    rmSync(keyFile());
    expect(() => openSecret(sealed, place)).toThrow(sealedProblem);
  });

  it('opens with an older key that is still in the file', () => {
    const sealed = sealSecret('x', place);
    const content = JSON.parse(readFileSync(keyFile(), 'utf8'));
    content.keys.push({ id: 'newer', key: Buffer.alloc(32, 7).toString('base64'), createdAt: '2030-01-01T00:00:00Z' });
    content.active = 'newer';
    writeFileSync(keyFile(), JSON.stringify(content));
    expect(sealSecret('y', place)).toMatch(/^v1\.newer\./);
    expect(openSecret(sealed, place)).toBe('x');
  });
});
