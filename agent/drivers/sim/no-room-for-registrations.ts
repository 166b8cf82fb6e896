import { Refused } from '#agent/drivers/refused.ts';
import type { Exceeded } from './fabric-registrations.ts';

/** INSUFFICIENT REGISTRATION RESOURCES: what an array answers to one registration too many. */
export const noRoomForRegistrations = (lun: string, { scope, value, used, wanted }: Exceeded) =>
  new Refused(
    'insufficient_registration_resources',
    `${lun} cannot take ${wanted} more registration${wanted === 1 ? '' : 's'}: ${used} of ${value} on ${
      scope === 'lun' ? 'the LUN' : 'the array'
    } are used.`,
    'Clear stale registrations, or retire CSVs that are nearly empty.',
    { sense: '05/55/04', limit: value, scope, used, wanted },
  );
