import { z } from 'zod';

/** Unique id of a LUN as every floor writes it: lower-case hex, as reported in VPD page 83 / SCSI id. */
export const UniqueId = z.string().regex(/^[0-9a-f]{8,64}$/, 'a unique id is 8 to 64 lower-case hex digits');
