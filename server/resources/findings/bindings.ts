import { type Binding, bind } from '#server/http/handle.ts';
import { getFinding } from './get-finding.ts';
import { listFindings } from './list-findings.ts';

export const findingBindings: Binding[] = [
  bind('findings.list', ({ actor, query }) => listFindings(actor, query)),
  bind('findings.get', ({ actor, params }) => getFinding(actor, params.id)),
];
