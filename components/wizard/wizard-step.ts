/** A step as it stands now. A blocked one says why. */
export type WizardStep = {
  key: string;
  label: string;
  /** What was chosen in it: "40 VMs, web-{nn}". */
  summary?: string | undefined;
} & ({ state: 'complete' | 'current' | 'open' } | { state: 'blocked'; reason: string });

/** Where the draft is: on the server, on its way, or not there with the reason. */
export type DraftState =
  | { state: 'none' }
  | { state: 'saving' }
  | { state: 'saved'; at: string }
  | { state: 'failed'; reason: string };
