export type SignInError = { title: string; detail: string };

const errors: Record<string, SignInError> = {
  CredentialsSignin: {
    title: 'The address or the password is not right',
    detail: 'Check both. If you forgot the password, an admin can set a new one under Settings, Users.',
  },
  AccessDenied: {
    title: 'This account may not sign in',
    detail: 'It is disabled. An admin can enable it under Settings, Users.',
  },
  OidcProfile: {
    title: 'The identity provider tells no email address',
    detail: 'Its answer needs the email claim. Tell whoever runs it.',
  },
  OidcAddressTaken: {
    title: 'There is another account with your address',
    detail:
      'The identity provider has not verified that the address is yours. Sign in with the password, or ask an admin.',
  },
  database_unavailable: { title: 'The database does not answer', detail: 'Wait a moment and sign in again.' },
};

/** A code of the sign-in, in words. `rate_limited:240` carries the seconds to wait. */
export function signInError(code: string | null | undefined): SignInError | null {
  if (!code) return null;
  const [kind = '', seconds] = code.split(':');
  if (kind === 'rate_limited') {
    const minutes = Math.max(1, Math.ceil(Number(seconds) / 60)) || 5;
    return {
      title: 'There were too many attempts',
      detail: `Try again in ${minutes === 1 ? 'a minute' : `${minutes} minutes`}.`,
    };
  }
  if (Object.hasOwn(errors, kind)) return errors[kind] ?? null;
  if (/^(OAuth|Callback|Signin|oidc)/i.test(kind))
    return {
      title: 'Single sign-on did not work',
      detail: 'The identity provider refused or did not answer. Try again, or use your password.',
    };
  return { title: 'Signing in did not work', detail: 'Try again. The reason is in the log of the server.' };
}
