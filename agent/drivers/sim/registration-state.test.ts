import { expect, it } from 'vitest';
import {
  applyCommand,
  nexusOf,
  noRegistrations,
  type RegistrationCommand,
  registrantsOf,
  usedIn,
} from './registration-state.ts';

const [a, b, c] = [nexusOf('iqn.x:a', 0, 1), nexusOf('iqn.x:b', 0, 1), nexusOf('iqn.x:c', 0, 1)];
const register = (nexus: string, key: string): RegistrationCommand => ({ do: 'register', nexus, key });
const reserve = (nexus: string): RegistrationCommand => ({ do: 'reserve', nexus, type: 5 });
const forget: RegistrationCommand = { do: 'forget', at: '2030-01-01T00:00:00.000Z' };

const after = (...commands: RegistrationCommand[]) => {
  const state = noRegistrations();
  for (const command of commands) applyCommand(state, command);
  return state;
};

it('gives a reservation to the first who is registered and asks', () => {
  expect(after(reserve(a)).holder).toBeNull();
  const held = after(register(a, 'ka'), register(b, 'kb'), reserve(a), reserve(b));
  expect(held.holder).toEqual({ nexus: a, key: 'ka', type: 5 });
  applyCommand(held, { do: 'release', nexus: b });
  expect(held.holder?.nexus).toBe(a);
  applyCommand(held, { do: 'release', nexus: a });
  expect(held.holder).toBeNull();
});

it('ends the reservation with the registration that held it', () => {
  expect(after(register(a, 'ka'), reserve(a), { do: 'unregister', nexus: a }).holder).toBeNull();
});

it('preempts every session with the key but the one that asks, which gets their reservation', () => {
  const all = [register(a, 'ka'), register(b, 'twin'), register(c, 'twin'), reserve(b)];
  const state = after(...all, { do: 'preempt', by: a, keys: ['twin', 'none'] });
  expect([...state.registrants]).toEqual([[a, 'ka']]);
  expect(state.holder).toEqual({ nexus: a, key: 'ka', type: 5 });
  const own = after(...all, { do: 'preempt', by: c, keys: ['twin'] });
  expect([...own.registrants.keys()]).toEqual([a, c]);
  const unregistered = after(register(b, 'kb'), { do: 'preempt', by: a, keys: ['kb'] });
  expect([...unregistered.registrants.keys()]).toEqual([b]);
  expect(after(...all, { do: 'preempt', by: null, keys: ['twin'] }).holder).toBeNull();
});

it('counts every registrant, and room that nobody uses yet', () => {
  const state = after({ do: 'admit', keys: ['ka', 'kb'] }, register(a, 'ka'), register(b, 'x'), register(c, 'x'));
  expect(registrantsOf(state)).toEqual({
    ka: { registered: 1, admitted: true },
    kb: { registered: 0, admitted: true },
    x: { registered: 2, admitted: false },
  });
  expect(usedIn(state)).toBe(4);
  applyCommand(state, { do: 'dismiss', keys: ['kb', 'x'] });
  expect(usedIn(state)).toBe(3);
});

it('has lost what a restart forgot until every admitted key is back or given up', () => {
  const state = after({ do: 'admit', keys: ['ka', 'kb'] }, register(a, 'ka'), register(b, 'kb'), reserve(a), forget);
  expect(state).toMatchObject({ generation: 0, holder: null, lostAt: '2030-01-01T00:00:00.000Z' });
  expect(state.registrants.size).toBe(0);
  applyCommand(state, register(a, 'ka'));
  expect(state.lostAt).not.toBeNull();
  applyCommand(state, register(b, 'kb'));
  expect(state.lostAt).toBeNull();
  expect(after({ do: 'admit', keys: ['ka'] }, register(a, 'ka'), forget, { do: 'dismiss', keys: ['ka'] }).lostAt).toBe(
    null,
  );
  expect(after(register(a, 'stranger'), forget).lostAt).toBeNull();
});
