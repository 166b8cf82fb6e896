import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { Button } from './button.tsx';
import { IconButton } from './icon-button.tsx';

const html = (props: Parameters<typeof Button>[0]) => renderToStaticMarkup(createElement(Button, props));

describe('Button', () => {
  it('tells why it refuses, and keeps its place in the tab order', () => {
    const markup = html({ children: 'Unseal', disabledReason: 'Clones exist' });
    const reasonId = markup.match(/aria-describedby="([^"]+)"/)?.[1];
    expect(markup).toContain('aria-disabled="true"');
    expect(markup).toContain(`<span id="${reasonId}" class="sr-only">Clones exist</span>`);
    expect(markup).not.toMatch(/<button[^>]* disabled=""/);
  });

  it('has nothing to explain when it does not refuse', () => {
    const markup = html({ children: 'Seal', disabledReason: null });
    expect(markup).not.toContain('aria-disabled="true"');
    expect(markup).not.toContain('aria-describedby');
  });

  it('says that it is busy and takes no further press', () => {
    const markup = html({ children: 'Approve', pending: true });
    expect(markup).toContain('aria-busy="true"');
    expect(markup).toContain('aria-disabled="true"');
  });

  it('never submits a form by accident', () => {
    expect(html({ children: 'Cancel' })).toContain('type="button"');
  });
});

it('names an icon', () => {
  expect(renderToStaticMarkup(createElement(IconButton, { label: 'Export', icon: null }))).toContain(
    'aria-label="Export"',
  );
});
