'use client';

import { useState } from 'react';
import { FieldFrame } from '#components/form/field-frame.tsx';
import { Bytes } from '#components/ui/bytes.tsx';
import { Callout } from '#components/ui/callout.tsx';
import { Input } from '#components/ui/input.tsx';
import { KeyValues } from '#components/ui/key-values.tsx';
import { NumberInput } from '#components/ui/number-input.tsx';
import { WizardFrame } from '#components/wizard/wizard-frame.tsx';

export function WizardPart() {
  const [count, setCount] = useState<number | null>(40);
  const refused = count === null || count < 1;
  return (
    <WizardFrame
      title="Clone VMs from web-base"
      steps={[
        { key: 'template', label: 'Template', state: 'complete', summary: 'web-base, sealed' },
        { key: 'names', label: 'Count and names', state: 'current' },
        { key: 'placement', label: 'Placement', state: 'open' },
        { key: 'plan', label: 'Plan', state: 'blocked', reason: 'Needs a placement' },
      ]}
      stepHref={(key) => `/gallery/wizard?step=${key}`}
      draft={{ state: 'saved', at: '2026-03-12T14:02:00Z' }}
      heading="Count and names"
      intro="Every VM gets the next free number of the pattern as its host name."
      plan={
        <>
          <h3 className="mb-2 font-semibold">So far</h3>
          <KeyValues
            items={[
              { key: 'luns', label: 'LUNs', value: `+${count ?? 0}` },
              { key: 'size', label: 'Thin size', value: <Bytes sizeBytes={(count ?? 0) * 40 * 1024 ** 3} /> },
              { key: 'pool', label: 'Pool', value: 'san-a/p1' },
            ]}
          />
        </>
      }
      backHref="/gallery/wizard?step=template"
      leaveHref="/gallery/table"
      primary={{
        label: 'Next: placement',
        onPress: () => {},
        pending: false,
        disabledReason: refused ? 'Say how many VMs, at least one' : null,
      }}
    >
      <div className="max-w-md space-y-5">
        <FieldFrame label="How many" error={refused ? 'At least one' : null}>
          <NumberInput value={count} onValueChange={setCount} min={1} max={10_000} unit="VMs" className="w-44" />
        </FieldFrame>
        <FieldFrame
          label="Name pattern"
          hint="{nn} is the number, with leading zeros"
          error={null}
          check={{ state: 'passed', text: `web-01 to web-${count ?? 0}, all free` }}
        >
          <Input mono defaultValue="web-{nn}" />
        </FieldFrame>
        <Callout tone="warning" title="Pool san-a/p1 would be 84 % full">
          That is above 80 %. The plan can be approved; the pool is full in about 41 days.
        </Callout>
      </div>
    </WizardFrame>
  );
}
