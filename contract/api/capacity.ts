import { capacityAdviceEndpoints } from './capacity-advice.ts';
import { capacityCountEndpoints } from './capacity-counts.ts';
import { capacityRecordEndpoints } from './capacity-records.ts';
import { registrationEndpoints } from './registrations.ts';

/** Everything under /capacity. A calculator refuses bad figures as `validation_failed`, with the field that is wrong. */
export const capacityEndpoints = [
  ...capacityCountEndpoints,
  ...capacityAdviceEndpoints,
  ...capacityRecordEndpoints,
  ...registrationEndpoints,
] as const;
