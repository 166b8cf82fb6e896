'use client';

import { Monitor, Moon, Sun } from 'lucide-react';
import { type ThemeChoice, useTheme } from '#components/ui/display-preferences.ts';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Segmented } from '#components/ui/segmented.tsx';

const options = [
  { value: 'system' as const, label: 'As the system', icon: <Monitor aria-hidden="true" /> },
  { value: 'light' as const, label: 'Light', icon: <Sun aria-hidden="true" /> },
  { value: 'dark' as const, label: 'Dark', icon: <Moon aria-hidden="true" /> },
];

/** Light, dark or as the system, all three in sight: for settings and the drawer. */
export function ThemeSwitch() {
  const [theme, setTheme] = useTheme();
  return <Segmented label="Theme" options={options} value={theme} onValueChange={setTheme} />;
}

const next: Record<ThemeChoice, ThemeChoice> = { system: 'light', light: 'dark', dark: 'system' };

/** One button that goes round the three themes: for the bar. */
export function ThemeButton() {
  const [theme, setTheme] = useTheme();
  const now = options.find((option) => option.value === theme) ?? options[0];
  return (
    <IconButton label={`Theme: ${now?.label.toLowerCase()}`} icon={now?.icon} onClick={() => setTheme(next[theme])} />
  );
}
