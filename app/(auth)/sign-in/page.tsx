import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { Logo } from '#components/layout/logo.tsx';
import { returnPath } from '#components/sign-in/return-path.ts';
import { SignInForm } from '#components/sign-in/sign-in-form.tsx';
import { visitor } from '#server/auth/session.ts';
import { env } from '#server/env.ts';

export const metadata: Metadata = { title: 'Sign in' };

type Search = Promise<Record<string, string | string[] | undefined>>;

const one = (value: string | string[] | undefined): string | null => (Array.isArray(value) ? value[0] : value) ?? null;

export default async function SignInPage({ searchParams }: { searchParams: Search }) {
  const { callbackUrl, error } = await searchParams;
  const returnTo = returnPath(one(callbackUrl));
  if (await visitor()) redirect(returnTo);
  return (
    <main className="flex min-h-dvh flex-col items-center px-4 pt-[16vh] pb-12">
      <div className="w-full max-w-80 space-y-6">
        <header className="space-y-3">
          <Logo className="size-8 text-ink" />
          <div>
            <h1 className="font-medium text-title">Sign in to Heddle</h1>
            <p className="text-muted">Plan, approve, apply, prove.</p>
          </div>
        </header>
        <SignInForm returnTo={returnTo} errorCode={one(error)} singleSignOn={env.oidc !== null} />
      </div>
    </main>
  );
}
