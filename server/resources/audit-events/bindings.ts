import { type Binding, bind } from '#server/http/handle.ts';
import { listAuditEvents } from './list-audit-events.ts';

export const auditEventBindings: Binding[] = [
  bind('audit-events.list', ({ actor, query }) => listAuditEvents(actor, query)),
];
