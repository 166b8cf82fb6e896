import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { Bytes } from './bytes.tsx';
import { DiffValue } from './diff-value.tsx';
import { Meter } from './meter.tsx';
import { StateChip, toneIcon } from './state-chip.tsx';
import { Time } from './time.tsx';

const text = (markup: string) => markup.replace(/<[^>]+>/g, '');

it('shows an unknown size as unknown, never as zero', () => {
  const markup = renderToStaticMarkup(createElement(Bytes, { sizeBytes: null }));
  expect(text(markup)).toBe('unknown');
  expect(markup).toContain('hatch');
});

it('keeps the exact count of bytes in the title', () => {
  expect(renderToStaticMarkup(createElement(Bytes, { sizeBytes: 1536 }))).toContain('title="1,536 bytes"');
});

it('hatches a meter whose limit is unknown', () => {
  const markup = renderToStaticMarkup(createElement(Meter, { label: 'san-d', value: 40, limit: null, unit: 'keys' }));
  expect(markup).toContain('hatch');
  expect(text(markup)).toBe('40 keys, limit unknown');
});

it('names figures and plan in a meter for those who cannot see it', () => {
  const markup = renderToStaticMarkup(createElement(Meter, { label: 'san-a', value: 96, limit: 256, planned: 32 }));
  expect(markup).toContain('aria-label="san-a: 96 of 256 (38 %), planned 32 more"');
});

it('divides by no limit of zero', () => {
  const markup = renderToStaticMarkup(createElement(Meter, { label: 'none', value: 0, limit: 0 }));
  expect(markup).not.toMatch(/NaN|Infinity/);
});

it('reads before and after aloud', () => {
  const read = (before: string | null, after: string | null) =>
    text(renderToStaticMarkup(createElement(DiffValue, { before, after })));
  expect(read('61 %', '64 %')).toBe('before 61 % after 64 %');
  expect(read('G:', null)).toBe('before G:, removed');
  expect(read(null, '40 GiB')).toBe('new 40 GiB');
});

it('gives every state an icon and its word', () => {
  for (const tone of Object.keys(toneIcon) as (keyof typeof toneIcon)[]) {
    const markup = renderToStaticMarkup(createElement(StateChip, { tone, label: 'Word' }));
    expect(markup).toContain('<svg');
    expect(text(markup)).toBe('Word');
  }
});

it('takes whatever is reported as a time without failing', () => {
  expect(text(renderToStaticMarkup(createElement(Time, { at: 'yesterday' })))).toBe('unknown');
});

it('keeps the machine time whatever it shows', () => {
  const markup = renderToStaticMarkup(createElement(Time, { at: '2026-03-12T14:02:11Z', show: 'clock' }));
  expect(markup).toContain('dateTime="2026-03-12T14:02:11Z"');
  expect(markup).toContain('title="2026-03-12 14:02:11 UTC"');
  expect(text(markup)).toBe('14:02');
});
