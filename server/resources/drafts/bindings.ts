import { type Binding, bind } from '#server/http/handle.ts';
import { getDraft } from './get-draft.ts';
import { putDraft } from './put-draft.ts';

export const draftBindings: Binding[] = [
  bind('drafts.get', ({ actor, params }) => getDraft(actor, params.wizard)),
  bind('drafts.put', ({ actor, params, body }) => putDraft(actor, params.wizard, body.content)),
];
