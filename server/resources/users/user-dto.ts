import type { z } from 'zod';
import type { UserDto } from '#contract/api/people.ts';
import { isRole } from '#server/auth/actor.ts';

type Row = {
  id: string;
  email: string;
  name: string;
  role: string;
  disabled: boolean;
  lastSignInAt: Date | null;
  createdAt: Date;
};

/** What is shown of an account; never its password's hash. */
export function userDto(user: Row): z.input<typeof UserDto> {
  const { id, email, name, role, disabled } = user;
  // A role that nobody knows gives no right.
  const known = isRole(role) ? role : 'viewer';
  const times = { lastSignInAt: user.lastSignInAt?.toISOString() ?? null, createdAt: user.createdAt.toISOString() };
  return { id, email, name, role: known, disabled, ...times };
}
