import type { z } from 'zod';
import type { Driver } from '#agent/drivers/driver.ts';
import type { ObjectHold } from '#agent/drivers/object-locks.ts';

export type Outputs = { [name: string]: unknown };

/** An operation bound to a driver and its parameters. */
export type BoundAct = {
  params: { [name: string]: unknown };
  hold: ObjectHold;
  run(signal: AbortSignal): Promise<Outputs>;
  /** After an attempt that broke: does the wanted state hold in the world? Its outputs, or null. Never changes anything. */
  look(): Promise<Outputs | null>;
};
type ActBody = Omit<BoundAct, 'params'>;

/** Binds raw parameters; throws a ZodError when they are not the operation's. */
export type ActMaker<D extends Driver> = (driver: D, params: unknown) => BoundAct;

export const actOf =
  <D extends Driver, S extends z.ZodType<{ [name: string]: unknown }>>(
    schema: S,
    bind: (driver: D, params: z.output<S>) => ActBody,
  ): ActMaker<D> =>
  (driver, raw) => {
    const params = schema.parse(raw);
    return { params, ...bind(driver, params) };
  };

export const holding = (...exclusive: string[]): ObjectHold => ({ exclusive, shared: [] });

/** Runs an act that has nothing to tell. */
export const silently = async (act: Promise<void>): Promise<Outputs> => {
  await act;
  return {};
};

/** `holds` -> the empty outputs of an act that has nothing to tell, or null. */
export const seenWhen = (holds: boolean): Outputs | null => (holds ? {} : null);
