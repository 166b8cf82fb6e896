'use client';

import { signIn } from 'next-auth/react';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import { TextField } from '#components/form/text-field.tsx';
import { zodResolver } from '#components/form/zod-resolver.ts';
import { Button } from '#components/ui/button.tsx';
import { Callout } from '#components/ui/callout.tsx';
import { type SignInError, signInError } from './sign-in-error.ts';

const Credentials = z.object({
  email: z.string().trim().min(1, 'Enter your email address'),
  password: z.string().min(1, 'Enter your password'),
});
type Credentials = z.infer<typeof Credentials>;

const unreachable: SignInError = { title: 'The server did not answer', detail: 'Check the connection and try again.' };

export type SignInFormProps = {
  /** A path of this console. */
  returnTo: string;
  /** The code that an earlier attempt ended with. */
  errorCode: string | null;
  singleSignOn: boolean;
};

/** Address and password; after an error the address stays and the password is asked again. */
export function SignInForm({ returnTo, errorCode, singleSignOn }: SignInFormProps) {
  const [error, setError] = useState(() => signInError(errorCode));
  const [entering, setEntering] = useState(false);
  const form = useForm<Credentials>({ defaultValues: { email: '', password: '' }, resolver: zodResolver(Credentials) });

  const enter = form.handleSubmit(async (credentials) => {
    setEntering(true);
    setError(null);
    const answer = await signIn('password', { ...credentials, redirect: false }).catch(() => null);
    // The whole document anew: everything on it is read as the account that is now signed in.
    if (answer?.ok && !answer.error) return window.location.assign(returnTo);
    setEntering(false);
    setError(answer ? signInError(answer.error ?? 'unknown') : unreachable);
    form.resetField('password');
    form.setFocus('password');
  });

  return (
    <form onSubmit={enter} noValidate className="space-y-4">
      <div aria-live="polite">
        {error && (
          <Callout tone="danger" title={error.title}>
            {error.detail}
          </Callout>
        )}
      </div>
      <TextField control={form.control} name="email" label="Email" type="email" autoComplete="username" autoFocus />
      <TextField
        control={form.control}
        name="password"
        label="Password"
        type="password"
        autoComplete="current-password"
      />
      <Button type="submit" variant="primary" pending={entering} className="w-full justify-center">
        Sign in
      </Button>
      {singleSignOn && (
        <Button className="w-full justify-center" onClick={() => signIn('oidc', { callbackUrl: returnTo })}>
          Use single sign-on
        </Button>
      )}
    </form>
  );
}
