import type { Metadata } from 'next';
import { notFound } from 'next/navigation';

export const metadata: Metadata = { title: 'No such page' };

/** Whatever is no page keeps the console's frame around it, so that there is a way on. */
export default function Page() {
  notFound();
}
