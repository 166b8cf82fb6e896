import { Failed } from '#agent/drivers/failed.ts';
import { Refused } from '#agent/drivers/refused.ts';
import { LoginRefused, ScsiError } from '#agent/iscsi/errors.ts';
import { insufficientRegistrationResources, spelledSense } from '#agent/iscsi/sense.ts';

/** Why an act on a shared disk does not go, in words. */
export function notAttached(host: string, uniqueId: string): Refused {
  const sentence = `Disk ${uniqueId} is not attached to host ${host}.`;
  return new Refused('not_attached', sentence, 'Attach it first.', { uniqueId });
}

export function inUse(uniqueId: string, vms: string[]): Refused {
  const sentence = `Disk ${uniqueId} holds the disks of ${vms.join(', ')}.`;
  return new Refused('in_use', sentence, 'Move or delete these VMs first.', { usedBy: vms });
}

export function otherPlace(host: string, known: { uniqueId: string; targetIqn: string; portal: string }): Refused {
  const { uniqueId, targetIqn, portal } = known;
  const sentence = `Host ${host} has disk ${uniqueId} attached at ${targetIqn} on ${portal}.`;
  return new Refused('exists_different', sentence, 'Detach it first.', { targetIqn, portal });
}

export function unreachable(uniqueId: string, error: unknown): Failed {
  const why = error instanceof Error ? error.message : String(error);
  const remedy = 'Look whether the array answers on its portal.';
  return new Failed('world_unreachable', `Disk ${uniqueId} cannot be reached: ${why}.`, remedy, { uniqueId });
}

export function attachFailure(uniqueId: string, error: unknown): Error {
  if (error instanceof LoginRefused) {
    const sentence = `The array does not let this host log in to disk ${uniqueId}: ${error.message}.`;
    return new Refused('access_denied', sentence, 'Present the LUN to this host.', { uniqueId });
  }
  if (error instanceof ScsiError && error.sense?.code === insufficientRegistrationResources) {
    const sentence = `The array holds no more registrations on disk ${uniqueId}.`;
    const sense = spelledSense(error.sense);
    const remedy = 'Clear registrations that nobody uses, or let fewer hosts share the LUN.';
    return new Refused('insufficient_registration_resources', sentence, remedy, { uniqueId, sense });
  }
  return error instanceof Refused ? error : unreachable(uniqueId, error);
}
