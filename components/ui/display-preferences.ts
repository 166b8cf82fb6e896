'use client';

import { useSyncExternalStore } from 'react';
import { preferenceKeys } from './preference-keys.ts';

export type ThemeChoice = 'system' | 'light' | 'dark';
export type Density = 'compact' | 'comfortable';

const changed = 'heddle:display-preference';

function subscribe(listener: () => void): () => void {
  window.addEventListener(changed, listener);
  window.addEventListener('storage', listener);
  return () => {
    window.removeEventListener(changed, listener);
    window.removeEventListener('storage', listener);
  };
}

function usePreference<Value extends string>(
  name: 'theme' | 'density',
  otherwise: Value,
): [Value, (value: Value) => void] {
  const value = useSyncExternalStore(
    subscribe,
    () => (document.documentElement.dataset[name] as Value | undefined) ?? otherwise,
    () => otherwise,
  );
  return [value, (next) => setPreference(name, next, otherwise)];
}

function setPreference(name: 'theme' | 'density', next: string, otherwise: string): void {
  if (next === otherwise) {
    delete document.documentElement.dataset[name];
    localStorage.removeItem(preferenceKeys[name]);
  } else {
    document.documentElement.dataset[name] = next;
    localStorage.setItem(preferenceKeys[name], next);
  }
  window.dispatchEvent(new Event(changed));
}

/** Light, dark, or as the system has it. Belongs to this browser alone. */
export function useTheme(): [ThemeChoice, (theme: ThemeChoice) => void] {
  return usePreference<ThemeChoice>('theme', 'system');
}

/** 32-px or 40-px rows. Belongs to this browser alone. */
export function useDensity(): [Density, (density: Density) => void] {
  return usePreference<Density>('density', 'compact');
}

/** Puts what this browser keeps on <html>, as the script in the page's head does where there is one. */
export function showKeptPreferences(): void {
  try {
    const shown = document.documentElement.dataset;
    const [theme, density] = [localStorage.getItem(preferenceKeys.theme), localStorage.getItem(preferenceKeys.density)];
    if (theme === 'light' || theme === 'dark') shown.theme = theme;
    if (density === 'comfortable') shown.density = density;
  } catch {
    // The browser keeps nothing for us: as the system has it.
  }
}
