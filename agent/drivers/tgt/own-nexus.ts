import { Failed } from '#agent/drivers/failed.ts';
import { passingKeys } from '#agent/drivers/passing-keys.ts';
import { ConnectionLost, LoginRefused } from '#agent/iscsi/errors.ts';
import { preemptInPassing, type Registrants, readRegistrants } from '#agent/iscsi/registrants.ts';
import { drainUnitAttention } from '#agent/iscsi/scsi.ts';
import { type IscsiSession, openSession } from '#agent/iscsi/session.ts';
import { sharedLook } from './shared-look.ts';
import { diskLun } from './tgtd.ts';

/** The array agent's own way to one LUN: a session that is kept open, and made anew when it breaks. */
export type OwnNexus = {
  /** One act after another; tried once more over a new session when the session broke under it. */
  use<T>(act: (session: IscsiSession) => Promise<T>): Promise<T>;
  /** A round that began after the call; those who wait for the same one share it. */
  look(): Promise<Registrants>;
  close(): Promise<void>;
};

export type NexusOptions = { portal: string; targetName: string; initiatorName: string };

const deadlines = { loginDeadlineMs: 5_000, commandDeadlineMs: 10_000 };
/** The same at every start: a target may end what an earlier run left open. */
const isid = 0x4844;

/** Opens a session of the agent's own initiator; `withIsid` undefined = beside the one that is kept. */
export async function openOwnSession(options: NexusOptions, withIsid?: number): Promise<IscsiSession> {
  const chosen = withIsid === undefined ? {} : { isid: withIsid };
  const session = await openSession({ ...options, lun: diskLun, ...deadlines, ...chosen });
  await drainUnitAttention(session).catch((error) => {
    session.destroy();
    throw error;
  });
  return session;
}

/** Passing keys of an attempt that was cut off would stand there for ever. */
async function openClean(options: NexusOptions): Promise<IscsiSession> {
  const session = await openOwnSession(options, isid);
  const passing = passingKeys(options.initiatorName);
  const { keys } = await readRegistrants(session);
  if (keys.some((key) => passing.includes(key))) await preemptInPassing(session, [], { passing, leaveAs: null });
  return session;
}

function inWords(error: unknown): unknown {
  const isNoWay = error instanceof ConnectionLost || error instanceof LoginRefused;
  if (!isNoWay) return error;
  const sentence = `The array agent cannot look at the registrations of its own LUN: ${error.message}.`;
  return new Failed('world_unreachable', sentence, 'Look whether tgtd runs and serves its portal.');
}

export function createOwnNexus(options: NexusOptions): OwnNexus {
  let session: IscsiSession | null = null;
  let last: Promise<unknown> = Promise.resolve();
  const attempt = async <T>(act: (session: IscsiSession) => Promise<T>): Promise<T> => {
    if (!session?.isOpen()) session = await openClean(options);
    return act(session);
  };
  const again = async <T>(error: unknown, act: (session: IscsiSession) => Promise<T>): Promise<T> => {
    if (!(error instanceof ConnectionLost)) throw error;
    session?.destroy();
    session = null;
    return attempt(act);
  };
  const use = <T>(act: (session: IscsiSession) => Promise<T>): Promise<T> => {
    const turn = last.then(() => attempt(act).catch((error) => again(error, act)));
    const result = turn.catch((error) => {
      throw inWords(error);
    });
    last = result.catch(() => {});
    return result;
  };
  return {
    use,
    look: sharedLook(() => use(readRegistrants)),
    async close() {
      await last;
      await session?.logout();
      session = null;
    },
  };
}
