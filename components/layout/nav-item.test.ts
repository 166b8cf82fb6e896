import { expect, it } from 'vitest';
import { currentHref, type NavGroup, navCrumbs } from './nav-item.ts';

const groups: NavGroup[] = [
  {
    key: 'main',
    items: [
      { key: 'overview', label: 'Overview', href: '/', icon: null },
      {
        key: 'storage',
        label: 'Storage',
        href: '/storage',
        icon: null,
        children: [{ key: 'luns', label: 'LUNs', href: '/storage/luns' }],
      },
      { key: 'jobs', label: 'Jobs', href: '/jobs', icon: null },
    ],
  },
];

it.each([
  ['/', '/'],
  ['/storage', '/storage'],
  ['/storage/luns', '/storage/luns'],
  ['/storage/luns/0192', '/storage/luns'],
  ['/storage/pools', '/storage'],
  ['/jobs-archive', null],
])('marks %s as being in %s', (pathname, href) => {
  expect(currentHref(pathname, groups)).toBe(href);
});

it('leads down to a part through its entry', () => {
  expect(navCrumbs('/storage/luns', groups)).toEqual([{ label: 'Storage', href: '/storage' }, { label: 'LUNs' }]);
  expect(navCrumbs('/jobs', groups)).toEqual([{ label: 'Jobs' }]);
});
