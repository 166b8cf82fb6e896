'use client';

import { createContext, type ReactNode, type RefObject, useContext, useRef } from 'react';

type Layer = RefObject<HTMLDivElement | null>;

const FloatLayerContext = createContext<Layer | undefined>(undefined);

/**
 * Keeps what floats inside a landmark of the page, where a screen reader finds it, rather than at the end of the body.
 * Stands around everything that opens menus; `FloatTarget` stands inside <main>.
 */
export function FloatLayer({ children }: { children: ReactNode }) {
  return <FloatLayerContext value={useRef<HTMLDivElement>(null)}>{children}</FloatLayerContext>;
}

/** Where the floats of the surrounding FloatLayer are put. */
export function FloatTarget() {
  return <div ref={useContext(FloatLayerContext)} className="print:hidden" />;
}

/** For a portal's `container`. Without a layer around, the portal's own default. */
export function useFloatTarget(): Layer | undefined {
  return useContext(FloatLayerContext);
}
