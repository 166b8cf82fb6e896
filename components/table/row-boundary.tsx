'use client';

import { Component, type ReactNode } from 'react';
import { StateChip } from '#components/ui/state-chip.tsx';

type Props = { rowKey: string; columns: number; children: ReactNode };

/** A row that cannot be drawn says so in its place; the rest of the list stands. */
export class RowBoundary extends Component<Props, { problem: string | null }> {
  override state: { problem: string | null } = { problem: null };

  static getDerivedStateFromError(error: unknown) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }

  override render() {
    if (this.state.problem === null) return this.props.children;
    return (
      <tr className="border-b">
        <td colSpan={this.props.columns} className="h-row truncate px-3">
          <StateChip tone="unknown" label="Unreadable row" title={this.state.problem} />{' '}
          <span className="font-mono text-muted">{this.props.rowKey}</span>
        </td>
      </tr>
    );
  }
}
