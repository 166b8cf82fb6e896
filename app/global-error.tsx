'use client';

import { GeistMono } from 'geist/font/mono';
import { GeistSans } from 'geist/font/sans';
import { useLayoutEffect } from 'react';
import { BarePage } from '#components/layout/bare-page.tsx';
import { BrokenPage, type ErrorPageProps } from '#components/layout/broken-page.tsx';
import { showKeptPreferences } from '#components/ui/display-preferences.ts';
import './globals.css';

/**
 * In place of the document, when that could not be drawn either. The script in its head is gone with it, and the router
 * may be: the theme is put on by hand, and trying again loads everything anew.
 */
export default function GlobalError({ error }: ErrorPageProps) {
  useLayoutEffect(showKeptPreferences, []);
  return (
    <html lang="en" className={`${GeistSans.variable} ${GeistMono.variable}`} suppressHydrationWarning>
      <head>
        <title>This page could not be shown · Heddle</title>
      </head>
      <body>
        <BarePage>
          <BrokenPage error={error} onRetry={() => window.location.reload()} />
        </BarePage>
      </body>
    </html>
  );
}
