import { agentBindings } from '#server/resources/agents/bindings.ts';
import { arrayBindings } from '#server/resources/arrays/bindings.ts';
import { auditEventBindings } from '#server/resources/audit-events/bindings.ts';
import { capacityBindings } from '#server/resources/capacity/bindings.ts';
import { clusterBindings } from '#server/resources/clusters/bindings.ts';
import { draftBindings } from '#server/resources/drafts/bindings.ts';
import { findingBindings } from '#server/resources/findings/bindings.ts';
import { hostGroupBindings } from '#server/resources/host-groups/bindings.ts';
import { hostBindings } from '#server/resources/hosts/bindings.ts';
import { initiatorBindings } from '#server/resources/initiators/bindings.ts';
import { jobBindings } from '#server/resources/jobs/bindings.ts';
import { libraryServerBindings } from '#server/resources/library-servers/bindings.ts';
import { libraryShareBindings } from '#server/resources/library-shares/bindings.ts';
import { lunBindings } from '#server/resources/luns/bindings.ts';
import { maskingSetBindings } from '#server/resources/masking-sets/bindings.ts';
import { meBindings } from '#server/resources/me/bindings.ts';
import { overviewBindings } from '#server/resources/overview/bindings.ts';
import { planBindings } from '#server/resources/plans/bindings.ts';
import { poolBindings } from '#server/resources/pools/bindings.ts';
import { searchBindings } from '#server/resources/search/bindings.ts';
import { settingBindings } from '#server/resources/settings/bindings.ts';
import { templateBindings } from '#server/resources/templates/bindings.ts';
import { tokenBindings } from '#server/resources/tokens/bindings.ts';
import { userBindings } from '#server/resources/users/bindings.ts';
import { virtualDiskBindings } from '#server/resources/virtual-disks/bindings.ts';
import { vmBindings } from '#server/resources/vms/bindings.ts';
import type { Binding } from './handle.ts';

/** Every route that exists. A resource exports its bindings from server/resources/<resource>/bindings.ts and has one line here. */
export const bindings: readonly Binding[] = [
  ...agentBindings,
  ...arrayBindings,
  ...auditEventBindings,
  ...capacityBindings,
  ...clusterBindings,
  ...draftBindings,
  ...findingBindings,
  ...hostBindings,
  ...hostGroupBindings,
  ...initiatorBindings,
  ...libraryServerBindings,
  ...libraryShareBindings,
  ...lunBindings,
  ...maskingSetBindings,
  ...meBindings,
  ...overviewBindings,
  ...poolBindings,
  ...jobBindings,
  ...planBindings,
  ...searchBindings,
  ...settingBindings,
  ...templateBindings,
  ...tokenBindings,
  ...userBindings,
  ...virtualDiskBindings,
  ...vmBindings,
];
