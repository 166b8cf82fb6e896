import { registerAs } from '#agent/iscsi/registrants.ts';
import type { IscsiSession } from '#agent/iscsi/session.ts';
import { type ChannelOptions, logInChannel } from './channel-login.ts';
import { persistently } from './persistently.ts';

/** One channel of this host to a shared disk: a session that registers its own key, and comes back when it breaks. */
export type Channel = {
  number: number;
  key: string;
  /** null while there is none. */
  session(): IscsiSession | null;
  /** In bytes, as this channel read it when it logged in last; null = never yet. */
  sizeBytes(): number | null;
  /** Logs in and registers; is so already = done. Throws why not, and goes on trying until `leave` or `drop`. */
  connect(): Promise<void>;
  /** Takes the registration away and logs out; a session that is lost is made once more for it. Throws when that fails. */
  leave(): Promise<void>;
  /** Ends the session without a word and tries no more: the registration stays. */
  drop(): void;
};

/** A target that vanished without a word is noticed by its silence. */
const pingEveryMs = 5_000;

/** `onChange` is called when it connected and when it was lost. */
export function createChannel(options: ChannelOptions, onChange: () => void): Channel {
  let live: IscsiSession | null = null;
  let sizeBytes: number | null = null;
  const keep = (session: IscsiSession) => {
    live = session;
    const beat = setInterval(() => void session.ping().catch(() => {}), pingEveryMs).unref();
    void session.ended.then(() => {
      clearInterval(beat);
      onChange();
      connection.again();
    });
  };
  const connect = async () => {
    if (live?.isOpen()) return;
    const opened = await logInChannel(options);
    sizeBytes = opened.sizeBytes;
    keep(opened.session);
    onChange();
  };
  const connection = persistently(connect);
  return {
    number: options.number,
    key: options.key,
    session: () => (live?.isOpen() ? live : null),
    sizeBytes: () => sizeBytes,
    connect: connection.now,
    async leave() {
      await connection.stop();
      await connect();
      if (!live) return;
      await registerAs(live, null);
      await live.logout();
    },
    drop() {
      void connection.stop().then(() => live?.destroy());
      live?.destroy();
    },
  };
}
