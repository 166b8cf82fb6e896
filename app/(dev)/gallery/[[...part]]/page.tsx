import { notFound } from 'next/navigation';
import { GalleryFrame } from '#components/gallery/gallery-frame.tsx';
import { galleryPart } from '#components/gallery/gallery-parts.tsx';

export const metadata = { title: 'Gallery' };

/** Every shared component in all its states, for those who build screens. Only where HEDDLE_GALLERY is set. */
export default async function GalleryPage({ params }: { params: Promise<{ part?: string[] }> }) {
  if (!process.env.HEDDLE_GALLERY) notFound();
  const part = galleryPart((await params).part?.[0] ?? 'controls');
  if (!part) notFound();
  return <GalleryFrame>{part}</GalleryFrame>;
}
