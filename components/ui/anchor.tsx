'use client';

import { type ComponentProps, type ComponentType, createContext, type ReactNode, useContext } from 'react';

export type AnchorProps = ComponentProps<'a'> & { href: string };

const AnchorContext = createContext<ComponentType<AnchorProps> | 'a'>('a');

/** Lets the application hand its router's link to primitives that know no router. */
export function AnchorProvider({ anchor, children }: { anchor: ComponentType<AnchorProps>; children: ReactNode }) {
  return <AnchorContext value={anchor}>{children}</AnchorContext>;
}

/** An anchor without any look of its own. */
export function Anchor(props: AnchorProps) {
  const Element = useContext(AnchorContext);
  return <Element {...props} />;
}
