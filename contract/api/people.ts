import { z } from 'zod';
import { endpoint, getEndpoint, IdParams, listEndpoint, pageOf, Time } from './endpoint.ts';

export const RoleName = z.enum(['viewer', 'operator', 'admin']);
export const UserDto = z.object({
  id: z.uuid(),
  email: z.string(),
  name: z.string(),
  role: RoleName,
  disabled: z.boolean(),
  lastSignInAt: Time.nullable(),
  createdAt: Time,
});
export const TokenDto = z.object({
  id: z.uuid(),
  name: z.string(),
  role: RoleName,
  prefix: z.string(),
  user: z.object({ id: z.uuid(), name: z.string() }),
  expiresAt: Time.nullable(),
  revokedAt: Time.nullable(),
  lastUsedAt: Time.nullable(),
  createdAt: Time,
});
export const AuditEventDto = z.object({
  id: z.string(),
  at: Time,
  phase: z.enum(['begin', 'end']),
  actId: z.string(),
  action: z.string(),
  actor: z.string(),
  object: z.unknown().nullable(),
  detail: z.unknown().nullable(),
  outcome: z.string().nullable(),
});
const Email = z
  .email()
  .max(254)
  .transform((e) => e.toLowerCase());

export const peopleEndpoints = [
  endpoint({
    id: 'me.get',
    method: 'GET',
    path: '/me',
    role: 'viewer',
    summary: 'Who am I',
    response: UserDto.pick({ id: true, email: true, name: true, role: true }),
  }),
  { ...listEndpoint('users', UserDto, 'List users'), role: 'admin' as const },
  { ...getEndpoint('users', UserDto, 'Read a user'), role: 'admin' as const },
  endpoint({
    id: 'users.create',
    method: 'POST',
    path: '/users',
    role: 'admin',
    summary: 'Create a user',
    body: z.object({
      email: Email,
      name: z.string().trim().min(1).max(120),
      role: RoleName,
      password: z.string().min(12).max(200).optional(),
    }),
    response: UserDto,
    status: 201,
    idempotent: true,
    problems: ['conflict'],
    example: { email: 'ada@example.org', name: 'Ada', role: 'operator', password: 'a long enough one' },
  }),
  endpoint({
    id: 'users.update',
    method: 'PATCH',
    path: '/users/{id}',
    role: 'admin',
    summary: 'Change role, name, password or access of a user',
    params: IdParams,
    body: z.object({
      name: z.string().trim().min(1).max(120).optional(),
      role: RoleName.optional(),
      disabled: z.boolean().optional(),
      password: z.string().min(12).max(200).optional(),
    }),
    response: UserDto,
    ifMatch: true,
    problems: ['not_found', 'conflict', 'precondition_failed'],
    example: { role: 'viewer' },
  }),
  listEndpoint('tokens', TokenDto, 'List API tokens (your own; all for an admin)'),
  getEndpoint('tokens', TokenDto, 'Read an API token, never its secret'),
  endpoint({
    id: 'tokens.create',
    method: 'POST',
    path: '/tokens',
    role: 'viewer',
    summary: 'Create an API token; it is shown once',
    body: z.object({
      name: z.string().trim().min(1).max(120),
      role: RoleName,
      expiresInDays: z.number().int().min(1).max(3650).nullable().default(90),
    }),
    response: TokenDto.extend({ token: z.string() }),
    status: 201,
    idempotent: true,
    problems: ['forbidden'],
    example: { name: 'ci', role: 'viewer', expiresInDays: 30 },
  }),
  endpoint({
    id: 'tokens.revoke',
    method: 'DELETE',
    path: '/tokens/{id}',
    role: 'viewer',
    summary: 'Revoke an API token',
    params: IdParams,
    response: z.null(),
    status: 204,
    ifMatch: true,
    problems: ['not_found', 'precondition_failed'],
  }),
  {
    ...listEndpoint('audit-events', AuditEventDto, 'List audit events, newest first'),
    role: 'admin' as const,
    response: pageOf(AuditEventDto),
  },
] as const;
