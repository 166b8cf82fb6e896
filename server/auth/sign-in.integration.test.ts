import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addPerson, type Door, openDoor } from '#test/door.ts';
import { admitOidcAccount } from './oidc-account.ts';
import { hashPassword } from './password.ts';
import { signInWithPassword } from './sign-in.ts';

let door: Door;
beforeAll(async () => {
  door = await openDoor();
});
afterAll(() => door.close());

const PASSWORD = 'a long enough one';
async function personWithPassword(data: object = {}) {
  const person = await addPerson('operator');
  await door.db.user.update({
    where: { id: person.id },
    data: { passwordHash: await hashPassword(PASSWORD), ...data },
  });
  return person;
}

describe('signing in with a password', () => {
  it('takes the right one, whatever the case of the address', async () => {
    const person = await personWithPassword();
    expect(await signInWithPassword(` ${person.email.toUpperCase()}`, PASSWORD, 'a')).toMatchObject({ id: person.id });
    const user = await door.db.user.findUniqueOrThrow({ where: { id: person.id } });
    expect(user.lastSignInAt).not.toBeNull();
  });

  it('has one answer for a wrong password, an unknown address, a disabled account and one without a password', async () => {
    const [person, disabled, without] = [
      await personWithPassword(),
      await personWithPassword({ disabled: true }),
      await addPerson('viewer'),
    ];
    expect(await signInWithPassword(person.email, `${PASSWORD}!`, 'b')).toBeNull();
    expect(await signInWithPassword('nobody@example.org', PASSWORD, 'b')).toBeNull();
    expect(await signInWithPassword(disabled.email, PASSWORD, 'b')).toBeNull();
    expect(await signInWithPassword(without.email, '', 'b')).toBeNull();
    expect(await signInWithPassword(without.email, 'nobody has this password', 'b')).toBeNull();
  });

  it('is on the record, without the password', async () => {
    const person = await personWithPassword();
    await signInWithPassword(person.email, 'not my password', 'c');
    const events = await door.db.auditEvent.findMany({ where: { actorId: person.id }, orderBy: { id: 'asc' } });
    expect(events.map(({ action, phase, outcome }) => [action, phase, outcome])).toEqual([
      ['session.create', 'begin', null],
      ['session.create', 'end', 'refused'],
    ]);
    expect(JSON.stringify(events, (_, value) => (typeof value === 'bigint' ? String(value) : value))).not.toContain(
      'not my password',
    );
  });

  it('is refused for a while after ten wrong ones, even with the right one', async () => {
    const person = await personWithPassword();
    for (let n = 0; n < 10; n++) expect(await signInWithPassword(person.email, 'wrong', 'd')).toBeNull();
    await expect(signInWithPassword(person.email, PASSWORD, 'd')).rejects.toMatchObject({ code: 'rate_limited' });
    const other = await personWithPassword();
    expect(await signInWithPassword(other.email, PASSWORD, 'd')).toMatchObject({ id: other.id });
  });
});

describe('signing in through an identity provider', () => {
  const oidc = {
    issuer: 'https://id.example',
    clientId: 'heddle',
    clientSecret: 'x',
    scope: 'openid',
    groupsClaim: 'groups',
    adminGroup: 'admins',
    operatorGroup: 'operators',
  };
  const userOf = (sub: string) => door.db.user.findUnique({ where: { oidcSubject: `https://id.example#${sub}` } });

  it('makes the account at the first visit, with the role of its groups, and follows them', async () => {
    const profile = { sub: 's1', email: 'Grace@Example.org', name: 'Grace' };
    expect(await admitOidcAccount({ ...profile, groups: ['staff', 'operators'] }, oidc)).toBeNull();
    expect(await userOf('s1')).toMatchObject({ email: 'grace@example.org', name: 'Grace', role: 'operator' });
    expect(await admitOidcAccount({ ...profile, groups: 'admins' }, oidc)).toBeNull();
    expect(await userOf('s1')).toMatchObject({ role: 'admin' });
    expect(await admitOidcAccount(profile, oidc)).toBeNull();
    expect(await userOf('s1')).toMatchObject({ role: 'viewer' });
  });

  it('leaves roles alone where no group is mapped', async () => {
    const unmapped = { ...oidc, adminGroup: undefined, operatorGroup: undefined };
    await admitOidcAccount({ sub: 's2', email: 's2@example.org', groups: ['admins'] }, unmapped);
    expect(await userOf('s2')).toMatchObject({ role: 'viewer' });
    await door.db.user.updateMany({ where: { email: 's2@example.org' }, data: { role: 'operator' } });
    await admitOidcAccount({ sub: 's2', email: 's2@example.org' }, unmapped);
    expect(await userOf('s2')).toMatchObject({ role: 'operator' });
  });

  it('takes over an account with the same address only when the provider has verified it', async () => {
    const person = await addPerson('viewer');
    expect(await admitOidcAccount({ sub: 's3', email: person.email }, oidc)).toBe('OidcAddressTaken');
    expect(await userOf('s3')).toBeNull();
    expect(await admitOidcAccount({ sub: 's3', email: person.email, email_verified: true }, oidc)).toBeNull();
    expect(await userOf('s3')).toMatchObject({ id: person.id });
    expect(await admitOidcAccount({ sub: 's4', email: person.email, email_verified: true }, oidc)).toBe(
      'OidcAddressTaken',
    );
  });

  it('lets no disabled account in, and nobody without an address', async () => {
    await admitOidcAccount({ sub: 's5', email: 's5@example.org' }, oidc);
    await door.db.user.updateMany({ where: { email: 's5@example.org' }, data: { disabled: true } });
    expect(await admitOidcAccount({ sub: 's5', email: 's5@example.org' }, oidc)).toBe('AccessDenied');
    expect(await admitOidcAccount({ sub: 's6' }, oidc)).toBe('OidcProfile');
  });
});
