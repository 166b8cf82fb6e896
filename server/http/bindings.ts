import { auditEventBindings } from '#server/resources/audit-events/bindings.ts';
import { draftBindings } from '#server/resources/drafts/bindings.ts';
import { findingBindings } from '#server/resources/findings/bindings.ts';
import { meBindings } from '#server/resources/me/bindings.ts';
import { overviewBindings } from '#server/resources/overview/bindings.ts';
import { searchBindings } from '#server/resources/search/bindings.ts';
import { settingBindings } from '#server/resources/settings/bindings.ts';
import { tokenBindings } from '#server/resources/tokens/bindings.ts';
import { userBindings } from '#server/resources/users/bindings.ts';
import type { Binding } from './handle.ts';

/** Every route that exists. A resource exports its bindings from server/resources/<resource>/bindings.ts and has one line here. */
export const bindings: readonly Binding[] = [
  ...auditEventBindings,
  ...draftBindings,
  ...findingBindings,
  ...meBindings,
  ...overviewBindings,
  ...searchBindings,
  ...settingBindings,
  ...tokenBindings,
  ...userBindings,
];
