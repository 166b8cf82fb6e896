'use client';

import { type RefObject, useEffect } from 'react';

const typing = 'input, textarea, select, [contenteditable], [role="combobox"], [role="listbox"], [role="menu"]';

/**
 * The keys of a list: `/` to its search, j/k from row to row from anywhere on the page, arrows, Home and End within it,
 * x to select. Enter follows the row's own link, which is what has the focus.
 */
export function useTableKeys(root: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey) return;
      const target = event.target as HTMLElement;
      if (!root.current || target.closest(typing) || document.querySelector('[role="dialog"]')) return;
      const own = root.current.contains(target);
      const isFirst = document.querySelector('[data-table]') === root.current;
      const elsewhere = target.closest('[data-table]');
      if (!own && (elsewhere || !isFirst)) return;
      if (handleKey(root.current, event.key, own)) event.preventDefault();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [root]);
}

function handleKey(root: HTMLElement, key: string, own: boolean): boolean {
  if (key === '/') return focus(root.querySelector<HTMLElement>('[data-table-search] input'));
  if (key === 'j' || (own && key === 'ArrowDown')) return step(root, 1);
  if (key === 'k' || (own && key === 'ArrowUp')) return step(root, -1);
  if (!own) return false;
  const rows = stops(root);
  if (key === 'Home') return focus(rows[0]);
  if (key === 'End') return focus(rows.at(-1));
  if (key === 'x') return press(document.activeElement?.closest('tr')?.querySelector('[role="checkbox"]'));
  return false;
}

/** What takes the focus in each row: its link, or the row itself. */
function stops(root: HTMLElement): HTMLElement[] {
  const rows = [...root.querySelectorAll<HTMLElement>('tr[data-row]')];
  return rows.map((row) => row.querySelector<HTMLElement>('[data-row-link]') ?? row);
}

function step(root: HTMLElement, by: 1 | -1): boolean {
  const rows = stops(root);
  const row = document.activeElement?.closest('tr[data-row]');
  const at = rows.findIndex((stop) => stop === row || stop.closest('tr[data-row]') === row);
  return focus(at < 0 ? rows[0] : rows[Math.min(rows.length - 1, Math.max(0, at + by))]);
}

function focus(element: HTMLElement | null | undefined): boolean {
  element?.focus();
  element?.scrollIntoView({ block: 'nearest' });
  return Boolean(element);
}

function press(element: Element | null | undefined): boolean {
  (element as HTMLElement | null | undefined)?.click();
  return Boolean(element);
}
