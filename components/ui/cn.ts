import { type ClassValue, clsx } from 'clsx';
import { extendTailwindMerge } from 'tailwind-merge';

const merge = extendTailwindMerge({
  extend: {
    theme: {
      text: ['data', 'prose', 'title', 'figure'],
      radius: ['chip', 'control', 'float'],
      shadow: ['float'],
    },
    classGroups: { h: ['h-row', 'h-control'] },
  },
});

/** Joins class names; of two that set the same property the later one wins. */
export function cn(...classes: ClassValue[]): string {
  return merge(clsx(classes));
}
