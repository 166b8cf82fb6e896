import { notFound } from 'next/navigation';

/** Whatever is no page keeps the console's frame around it, so that there is a way on. */
export default function Page() {
  notFound();
}
