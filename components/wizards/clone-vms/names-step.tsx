'use client';

import { FieldFrame } from '#components/form/field-frame.tsx';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { Input } from '#components/ui/input.tsx';
import { NumberInput } from '#components/ui/number-input.tsx';
import { type CloneVmsDraft, namePreview, stepProblem } from './draft.ts';

type Props = { draft: CloneVmsDraft; change: (to: Partial<CloneVmsDraft>) => void };

export function NamesStep({ draft, change }: Props) {
  const problem = draft.namePattern === '' ? null : stepProblem(draft, 'names');
  const preview = problem ? '' : namePreview(draft);
  return (
    <div className="max-w-md space-y-5">
      <FieldFrame label="How many" error={null}>
        <NumberInput
          value={draft.count}
          onValueChange={(count) => change({ count })}
          min={1}
          max={10_000}
          unit="VMs"
          className="w-44"
        />
      </FieldFrame>
      <FieldFrame
        label="Name"
        hint="{n} stands for the number, {nn} and {nnn} for two and three digits."
        error={problem}
      >
        <Input
          mono
          value={draft.namePattern}
          onChange={(event) => change({ namePattern: event.target.value })}
          placeholder="web-{nn}"
          autoFocus
          maxLength={63}
        />
      </FieldFrame>
      <FieldFrame label="First number" error={null}>
        <NumberInput
          value={draft.startNumber}
          onValueChange={(startNumber) => change({ startNumber })}
          min={0}
          max={999_999}
          className="w-44"
        />
      </FieldFrame>
      <FieldFrame
        layout="line"
        label="Start them"
        hint="A VM is up when its guest says READY under its name."
        error={null}
      >
        <Checkbox checked={draft.start} onCheckedChange={(start) => change({ start })} />
      </FieldFrame>
      {preview && (
        <p>
          <span className="text-muted">They will be called </span>
          <span className="font-mono">{preview}</span>
        </p>
      )}
    </div>
  );
}
