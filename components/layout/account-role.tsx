'use client';

import { createContext, type ReactNode, useContext } from 'react';

const RoleContext = createContext('viewer');

/** Says the role of whoever is signed in to what is drawn within; the API checks for itself. */
export function RoleProvider({ role, children }: { role: string; children: ReactNode }) {
  return <RoleContext value={role}>{children}</RoleContext>;
}

/** Whether to offer what only an admin may do. */
export function useIsAdmin(): boolean {
  return useContext(RoleContext) === 'admin';
}
