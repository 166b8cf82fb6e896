'use client';

import { type FormEvent, useState } from 'react';
import { FieldFrame } from '#components/form/field-frame.tsx';
import { useIsAdmin } from '#components/layout/account-role.tsx';
import { Button } from '#components/ui/button.tsx';
import { Input } from '#components/ui/input.tsx';
import { Section } from '#components/ui/section.tsx';
import type { CheckDto } from '#contract/problem.ts';

/** Whether nothing but the registration limit is in the way: only that can be gone beyond. */
export function isOnlyBeyondLimit(checks: readonly CheckDto[]): boolean {
  const refused = checks.filter(({ state }) => state === 'refused');
  return refused.length > 0 && refused.every(({ code }) => code === 'registration_limit_exceeded');
}

/** An admin goes beyond a limit by typing the array's name; everybody reads what that means. */
export function OverrideLimit({ onOverride }: { onOverride: (arrayName: string) => void }) {
  const isAdmin = useIsAdmin();
  const [name, setName] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() !== '') onOverride(name.trim());
  };
  return (
    <Section title="Going beyond the limit">
      <div className="max-w-prose space-y-3">
        <p>
          An array that is full drops registrations or refuses new ones (05/55/04). A host that loses its registration
          loses the CSV: the disk disappears from under the VMs that run on it.
        </p>
        {isAdmin ? (
          <form onSubmit={submit} className="space-y-3">
            <p className="text-muted">
              The array may refuse all the same; then what was done is taken back. Your name stays with the plan and in
              the audit log.
            </p>
            <FieldFrame label="Name of the array, exactly" error={null}>
              <Input
                value={name}
                onChange={(event) => setName(event.target.value)}
                autoComplete="off"
                spellCheck={false}
                maxLength={300}
                className="max-w-80"
              />
            </FieldFrame>
            <Button
              type="submit"
              variant="danger"
              disabledReason={name.trim() === '' ? 'Type the name of the array first.' : null}
            >
              Plan beyond the limit
            </Button>
          </form>
        ) : (
          <p className="text-muted">
            Only an admin can go beyond it, by typing the array's name, and is on record for it. Better: make room
            first, as the check says.
          </p>
        )}
      </div>
    </Section>
  );
}
