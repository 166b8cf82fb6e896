/** Where to go after signing in: a path of this console, whatever the address bar asks for. */
export function returnPath(wanted: string | null | undefined): string {
  const here = 'https://console.invalid';
  if (!wanted || !URL.canParse(wanted, here)) return '/';
  const url = new URL(wanted, here);
  const path = url.pathname + url.search + url.hash;
  const isPage = url.origin === here && !path.startsWith('//') && !/^\/(sign-in|api)(\/|\?|#|$)/.test(path);
  return isPage ? path : '/';
}
