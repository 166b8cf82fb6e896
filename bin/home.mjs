// The home folder: everything that an installation remembers, apart from the checkout.
import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '#bin/stamp.mjs';

/** The absolute home folder for `--home`, made when it is new. Files in it that hold secrets are for the owner alone. */
export const openHome = (option) => {
  const home = path.resolve(option ?? process.env.HEDDLE_HOME ?? path.join(root, '.heddle'));
  mkdirSync(path.join(home, 'logs'), { recursive: true });
  // As root, Postgres runs as another user, who must be able to walk through (not to list).
  chmodSync(home, process.getuid?.() === 0 ? 0o711 : 0o700);
  chmodSync(path.join(home, 'logs'), 0o700);
  return home;
};

/** Secrets that are drawn once per home: { sessionSecret }. */
export const readSecrets = (home) => {
  const file = path.join(home, 'secrets.json');
  if (!existsSync(file)) {
    const drawn = { sessionSecret: randomBytes(32).toString('base64url') };
    writeFileSync(file, `${JSON.stringify(drawn, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
  }
  return JSON.parse(readFileSync(file, 'utf8'));
};

/** The agents that this home runs: [{ name, config }] for each <home>/agents/<name>/agent.json. */
export const agentsOf = (home) => {
  const folder = path.join(home, 'agents');
  if (!existsSync(folder)) return [];
  const named = readdirSync(folder)
    .sort()
    .map((name) => ({ name, config: path.join(folder, name, 'agent.json') }));
  return named.filter(({ config }) => existsSync(config));
};

/** The first administrator's sign-in, as the seed wrote it. */
export const readCredentials = (home) => JSON.parse(readFileSync(path.join(home, 'credentials.json'), 'utf8'));
