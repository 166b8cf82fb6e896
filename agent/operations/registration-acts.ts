import type { ArrayDriver, RegistrationActs } from '#agent/drivers/array-driver.ts';
import { registrationOperations } from '#contract/agent/registrations.ts';
import { type ActMaker, actOf, holding, type Outputs, seenWhen, silently } from './act.ts';
import { supported } from './unsupported.ts';

const acts = (driver: ArrayDriver): RegistrationActs => supported(driver.registrations, 'report registrations');
const lun = ({ uniqueId }: { uniqueId: string }) => holding(`LUN ${uniqueId}`);

type Seen = { registered: number; admitted: boolean };
const none: Seen = { registered: 0, admitted: false };

/** Each key as the array has it now; null = it cannot be told. */
const seen = async (driver: ArrayDriver, { uniqueId, keys }: { uniqueId: string; keys: string[] }) => {
  const [found] = await driver.readLuns([uniqueId]);
  const registrants = found?.registrations?.registrants;
  return registrants ? keys.map((key) => registrants[key] ?? none) : null;
};
const seenAll = async (
  driver: ArrayDriver,
  params: { uniqueId: string; keys: string[] },
  holds: (key: Seen) => boolean,
): Promise<Outputs | null> => seenWhen((await seen(driver, params))?.every(holds) ?? false);

export const registrationActs: { [operation in keyof typeof registrationOperations]: ActMaker<ArrayDriver> } = {
  'registrations.admit': actOf(registrationOperations['registrations.admit'], (driver: ArrayDriver, params) => ({
    hold: lun(params),
    run: () => silently(acts(driver).admit(params)),
    look: () => seenAll(driver, params, (key) => key.admitted),
  })),
  'registrations.dismiss': actOf(registrationOperations['registrations.dismiss'], (driver: ArrayDriver, params) => ({
    hold: lun(params),
    run: () => silently(acts(driver).dismiss(params)),
    look: () => seenAll(driver, params, (key) => !key.admitted),
  })),
  'registrations.confirm': actOf(registrationOperations['registrations.confirm'], (driver: ArrayDriver, params) => ({
    hold: lun(params),
    run: () => silently(acts(driver).confirm(params)),
    look: () => seenAll(driver, params, (key) => key.registered === 1),
  })),
  'registrations.preempt': actOf(registrationOperations['registrations.preempt'], (driver: ArrayDriver, params) => ({
    hold: lun(params),
    run: () => acts(driver).preempt(params),
    look: async () => {
      const gone = await seenAll(driver, params, (key) => key.registered === 0 && !key.admitted);
      return gone && { preempted: params.keys };
    },
  })),
  // What it counted is in its answer alone: an attempt that broke is made anew.
  'registrations.probe': actOf(registrationOperations['registrations.probe'], (driver: ArrayDriver, params) => ({
    hold: lun(params),
    run: () => acts(driver).probe(params),
    look: async () => null,
  })),
};
