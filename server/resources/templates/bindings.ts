import { type Binding, bind } from '#server/http/handle.ts';
import { createTemplate } from './create-template.ts';
import { deleteTemplate } from './delete-template.ts';
import { getLineage } from './get-lineage.ts';
import { getTemplate } from './get-template.ts';
import { listTemplates } from './list-templates.ts';
import { updateTemplate } from './update-template.ts';

export const templateBindings: Binding[] = [
  bind('templates.list', ({ actor, query }) => listTemplates(actor, query)),
  bind('templates.get', ({ actor, params }) => getTemplate(actor, params.id)),
  bind('templates.lineage', ({ actor, params }) => getLineage(actor, params.id)),
  bind('templates.create', ({ actor, body, recordAnswer }) => createTemplate(actor, body, recordAnswer)),
  bind('templates.update', ({ actor, params, body }) => updateTemplate(actor, params.id, body)),
  bind('templates.delete', ({ actor, params }) => deleteTemplate(actor, params.id)),
];
