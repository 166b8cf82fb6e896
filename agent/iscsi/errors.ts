import type { Sense } from './sense.ts';

/** The target turned the login down. `status`: class and detail, e.g. 0x0203 target not found, 0x0201 authentication. */
export class LoginRefused extends Error {
  readonly status: number;
  constructor(status: number, reason: string) {
    super(`iSCSI login refused: 0x${status.toString(16).padStart(4, '0')} ${reason}`);
    this.name = 'LoginRefused';
    this.status = status;
  }
}

/** A command ended with a status other than GOOD. `status`: 0x02 check condition, 0x08 busy, 0x18 reservation conflict. */
export class ScsiError extends Error {
  readonly status: number;
  readonly sense: Sense | null;
  constructor(what: string, status: number, sense: Sense | null) {
    super(`${what}: SCSI status 0x${status.toString(16).padStart(2, '0')}${sense ? `, sense ${sense.code}` : ''}`);
    this.name = 'ScsiError';
    this.status = status;
    this.sense = sense;
  }
}

/** No answer in time, or the connection broke: whether the command took effect is not known. */
export class ConnectionLost extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ConnectionLost';
  }
}

/** SAM-5: the command goes against a reservation, or names a registration that is not there. */
export const isReservationConflict = (error: unknown): error is ScsiError =>
  error instanceof ScsiError && error.status === 0x18;
