import { z } from 'zod';

/** What a target was told about one LUN, in the order it was told. `nexus`: one session (nexusOf); `by` null = the array itself. */
export const RegistrationCommand = z.discriminatedUnion('do', [
  z.object({ do: z.literal('register'), nexus: z.string(), key: z.string() }),
  z.object({ do: z.literal('unregister'), nexus: z.string() }),
  z.object({ do: z.literal('reserve'), nexus: z.string(), type: z.number().int() }),
  z.object({ do: z.literal('release'), nexus: z.string() }),
  z.object({ do: z.literal('preempt'), by: z.string().nullable(), keys: z.array(z.string()) }),
  z.object({ do: z.literal('admit'), keys: z.array(z.string()) }),
  z.object({ do: z.literal('dismiss'), keys: z.array(z.string()) }),
  z.object({ do: z.literal('clear') }),
  /** The target restarted and kept nothing (tgtd has no APTPL); `at` RFC 3339. */
  z.object({ do: z.literal('forget'), at: z.string() }),
]);
export type RegistrationCommand = z.infer<typeof RegistrationCommand>;

/** The registrations and the reservation of one LUN. */
export type RegistrationState = {
  /** nexus -> key */
  registrants: Map<string, string>;
  /** Keys that the array has made room for. */
  admitted: Set<string>;
  generation: number;
  holder: { nexus: string; key: string; type: number } | null;
  lostAt: string | null;
  /** nexus -> key: what a restart took and nobody has put back. */
  forgotten: Map<string, string>;
};

export const noRegistrations = (): RegistrationState => ({
  registrants: new Map(),
  admitted: new Set(),
  generation: 0,
  holder: null,
  lostAt: null,
  forgotten: new Map(),
});

/** A session: what an initiator opens over one channel under one grant. A LUN taken away and given again begins another. */
export const nexusOf = (initiator: string, channel: number, grant: number) => `${initiator}#${channel}#${grant}`;
/** Of the same channel, whatever the grant. */
export const isTwin = (a: string, b: string) => channelPart(a) === channelPart(b);
const channelPart = (nexus: string) => nexus.slice(0, nexus.lastIndexOf('#'));

/** Carries a command out as SPC-4 5.13 has it: what a target answers with a conflict leaves the state as it is. */
export const applyCommand = (state: RegistrationState, command: RegistrationCommand): void => {
  switch (command.do) {
    case 'register':
      state.registrants.set(command.nexus, command.key);
      state.forgotten.delete(command.nexus);
      state.generation += 1;
      break;
    case 'unregister':
      state.forgotten.delete(command.nexus);
      if (state.registrants.delete(command.nexus)) state.generation += 1;
      if (state.holder?.nexus === command.nexus) state.holder = null;
      break;
    case 'reserve':
      reserve(state, command);
      break;
    case 'release':
      if (state.holder?.nexus === command.nexus) state.holder = null;
      break;
    case 'preempt':
      preempt(state, command);
      break;
    case 'admit':
      for (const key of command.keys) state.admitted.add(key);
      break;
    case 'dismiss':
      for (const key of command.keys) state.admitted.delete(key);
      break;
    case 'clear':
      if (state.registrants.size > 0) state.generation += 1;
      state.registrants.clear();
      state.holder = null;
      break;
    case 'forget':
      forget(state, command.at);
      break;
  }
  if (![...state.forgotten.values()].some((key) => state.admitted.has(key))) state.lostAt = null;
};

const reserve = (state: RegistrationState, { nexus, type }: { nexus: string; type: number }) => {
  const key = state.registrants.get(nexus);
  if (key !== undefined && state.holder === null) state.holder = { nexus, key, type };
};

/** Takes the registrations with these keys away, but that of the session that asks; it gets a reservation they held. */
const preempt = (state: RegistrationState, { by, keys }: { by: string | null; keys: string[] }) => {
  const own = by === null ? null : state.registrants.get(by);
  if (own === undefined) return; // not registered: reservation conflict
  const gone = [...state.registrants].filter(([nexus, key]) => nexus !== by && keys.includes(key));
  for (const [nexus] of gone) state.registrants.delete(nexus);
  for (const [nexus, key] of state.forgotten) if (keys.includes(key)) state.forgotten.delete(nexus);
  if (gone.length > 0) state.generation += 1;
  const { holder } = state;
  if (!holder || !gone.some(([nexus]) => nexus === holder.nexus)) return;
  state.holder = by === null || own === null ? null : { nexus: by, key: own, type: holder.type };
};

const forget = (state: RegistrationState, at: string) => {
  for (const [nexus, key] of state.registrants) state.forgotten.set(nexus, key);
  state.registrants.clear();
  state.holder = null;
  state.generation = 0;
  state.lostAt ??= at;
};

/** Registrants and room by key. */
export const registrantsOf = ({ registrants, admitted }: RegistrationState) => {
  const seen: { [key: string]: { registered: number; admitted: boolean } } = {};
  for (const key of admitted) seen[key] = { registered: 0, admitted: true };
  for (const key of registrants.values())
    seen[key] = { registered: (seen[key]?.registered ?? 0) + 1, admitted: admitted.has(key) };
  return seen;
};

/** What counts against a limit: every registrant, and every key that has room made for it and is not there yet. */
export const usedIn = (state: RegistrationState): number =>
  Object.values(registrantsOf(state)).reduce((sum, { registered }) => sum + Math.max(registered, 1), 0);
