import { preferenceKeys } from '#components/ui/preference-keys.ts';

const script = `try{var r=document.documentElement.dataset,t=localStorage.getItem(${JSON.stringify(preferenceKeys.theme)}),d=localStorage.getItem(${JSON.stringify(preferenceKeys.density)});if(t==='light'||t==='dark')r.theme=t;if(d==='comfortable')r.density=d}catch(e){}`;

/** Puts the chosen theme and density on <html> before the first paint. Without a choice the system's theme needs no script. */
export function ThemeScript({ nonce }: { nonce: string | undefined }) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: a constant, which must run before the page is painted
  return <script nonce={nonce} dangerouslySetInnerHTML={{ __html: script }} suppressHydrationWarning />;
}
