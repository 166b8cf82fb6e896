import { type Binding, bind } from '#server/http/handle.ts';
import { adviseCsvs } from './advise-csvs.ts';
import { compareDiskGroup } from './compare-disk-group.ts';
import { countCsvs } from './count-csvs.ts';
import { countFabricReservations } from './count-fabric-reservations.ts';
import { countReservations } from './count-reservations.ts';
import { createLimit } from './create-limit.ts';
import { createScenario } from './create-scenario.ts';
import { deleteLimit } from './delete-limit.ts';
import { deleteScenario } from './delete-scenario.ts';
import { forecastPools } from './forecast-pools.ts';
import { getLimit } from './get-limit.ts';
import { getReservationLedger } from './get-reservation-ledger.ts';
import { getScenario } from './get-scenario.ts';
import { listLimits } from './list-limits.ts';
import { listScenarios } from './list-scenarios.ts';
import { summariseCapacity } from './summarise-capacity.ts';
import { updateLimit } from './update-limit.ts';
import { updateScenario } from './update-scenario.ts';

export const capacityBindings: Binding[] = [
  bind('capacity.reservations', ({ actor, body }) => countReservations(actor, body)),
  bind('capacity.fabric-reservations', ({ actor, body }) => countFabricReservations(actor, body)),
  bind('capacity.csv-count', ({ actor, body }) => countCsvs(actor, body)),
  bind('capacity.disk-group', ({ actor, body }) => compareDiskGroup(actor, body)),
  bind('capacity.advice', ({ actor, body }) => adviseCsvs(actor, body)),
  bind('capacity.forecast', ({ actor, query }) => forecastPools(actor, query.poolId)),
  bind('capacity.summary', ({ actor }) => summariseCapacity(actor)),
  bind('capacity.reservations-actual', ({ actor, query }) => getReservationLedger(actor, query.arrayId)),
  bind('capacity-limits.list', ({ actor, query }) => listLimits(actor, query)),
  bind('capacity-limits.get', ({ actor, params }) => getLimit(actor, params.id)),
  bind('capacity-limits.create', ({ actor, body }) => createLimit(actor, body)),
  bind('capacity-limits.update', ({ actor, params, body }) => updateLimit(actor, params.id, body)),
  bind('capacity-limits.delete', ({ actor, params }) => deleteLimit(actor, params.id)),
  bind('capacity-scenarios.list', ({ actor, query }) => listScenarios(actor, query)),
  bind('capacity-scenarios.get', ({ actor, params }) => getScenario(actor, params.id)),
  bind('capacity-scenarios.create', ({ actor, body }) => createScenario(actor, body)),
  bind('capacity-scenarios.update', ({ actor, params, body }) => updateScenario(actor, params.id, body)),
  bind('capacity-scenarios.delete', ({ actor, params }) => deleteScenario(actor, params.id)),
];
