import { cookies } from 'next/headers';
import { redirect } from 'next/navigation';
import { cache } from 'react';
import { paths } from '#contract/paths.ts';
import type { Actor } from './actor.ts';
import { actorOfSession } from './authenticate.ts';
import { sessionCookieName } from './session-token.ts';

/** Who looks at this page; read once per request, from the database. null = nobody is signed in. */
export const visitor = cache(async (): Promise<Actor | null> => {
  const jar = await cookies();
  return actorOfSession(jar.get(sessionCookieName())?.value);
});

/** For pages and server components: who asks. Without a (valid) session the visitor is sent to sign in. */
export async function currentActor(): Promise<Actor> {
  return (await visitor()) ?? redirect(paths.signIn());
}
