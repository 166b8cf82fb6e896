import type { ArrayDriver } from './array-driver.ts';
import type { HostDriver } from './host-driver.ts';
import type { LibraryDriver } from './library-driver.ts';

export type DriverOf = { array: ArrayDriver; library: LibraryDriver; host: HostDriver };
export type DriverKind = keyof DriverOf;
export type Driver = DriverOf[DriverKind];

/** `stateDir` belongs to this system alone and exists, 0700. Options are checked by the factory, which throws in words. */
export type DriverFactory = (options: unknown, stateDir: string, system: string) => Promise<Driver>;
