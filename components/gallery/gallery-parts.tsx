import type { ReactNode } from 'react';
import { ChartsPart } from './charts-part.tsx';
import { ControlsPart } from './controls-part.tsx';
import { FormPart } from './form-part.tsx';
import { JobPart } from './job-part.tsx';
import { PlanPart } from './plan-part.tsx';
import { StatesPart } from './states-part.tsx';
import { TablePart } from './table-part.tsx';
import { WizardPart } from './wizard-part.tsx';

/** A part of the gallery by its name in the URL; null for a name there is none of. */
export function galleryPart(name: string): ReactNode | null {
  switch (name) {
    case 'controls':
      return <ControlsPart />;
    case 'states':
      return <StatesPart />;
    case 'form':
      return <FormPart />;
    case 'table':
      return <TablePart />;
    case 'wizard':
      return <WizardPart />;
    case 'plan':
      return <PlanPart />;
    case 'job':
      return <JobPart />;
    case 'charts':
      return <ChartsPart />;
    default:
      return null;
  }
}
