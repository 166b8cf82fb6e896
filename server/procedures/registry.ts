import { type ProcedureInput, type ProcedureName, procedureInputs } from '#contract/api/plans.ts';
import type { Planned } from '#domain/plans/plan.ts';
import {
  planClearStaleRegistrations,
  significantClearStaleRegistrations,
} from '#domain/procedures/clear-stale-registrations.ts';
import { planCloneLuns, significantCloneLuns } from '#domain/procedures/clone-luns.ts';
import { planCloneVms, significantCloneVms } from '#domain/procedures/clone-vms.ts';
import { planConsolidateCsvs, significantConsolidateCsvs } from '#domain/procedures/consolidate-csvs.ts';
import { planCreateCsv, significantCreateCsv } from '#domain/procedures/create-csv.ts';
import { planDeleteVms, significantDeleteVms } from '#domain/procedures/delete-vms.ts';
import {
  planProbeRegistrationLimit,
  significantProbeRegistrationLimit,
} from '#domain/procedures/probe-registration-limit.ts';
import { planPurgeLuns } from '#domain/procedures/purge-luns.ts';
import { significantQuarantine } from '#domain/procedures/quarantine-facts.ts';
import { planRestoreLuns } from '#domain/procedures/restore-luns.ts';
import { planRetireCsv, significantRetireCsv } from '#domain/procedures/retire-csv.ts';
import { planSealGolden, significantSealGolden } from '#domain/procedures/seal-golden.ts';
import { planUnsealGolden, significantUnsealGolden } from '#domain/procedures/unseal-golden.ts';
import type { Db } from '#server/db/client.ts';
import { gatherClearStaleRegistrations } from './gather-clear-stale-registrations.ts';
import { gatherCloneLuns } from './gather-clone-luns.ts';
import { gatherCloneVms } from './gather-clone-vms.ts';
import { gatherConsolidateCsvs } from './gather-consolidate-csvs.ts';
import { gatherCreateCsv } from './gather-create-csv.ts';
import { gatherDeleteVms } from './gather-delete-vms.ts';
import { gatherGolden } from './gather-golden.ts';
import { gatherProbeRegistrationLimit } from './gather-probe-registration-limit.ts';
import { gatherQuarantine } from './gather-quarantine.ts';
import { gatherRetireCsv } from './gather-retire-csv.ts';
import { type GatherContext, type Gathered, refusedAsMissing } from './gathered.ts';

type Parts<N extends ProcedureName, F> = {
  /** How many new objects a plan with this input makes: that many ids are chosen for it. */
  newIds: (input: ProcedureInput<N>) => number;
  /** Reads in one snapshot, in a number of queries that does not grow with the number of objects. */
  gather: (db: Db, input: ProcedureInput<N>, context: GatherContext) => Promise<Gathered<F>>;
  plan: (input: ProcedureInput<N>, facts: F) => Planned;
  /** The part of the facts that makes a plan stale when it changes. */
  significant: (facts: F) => unknown;
};

/** A procedure whose facts are its own affair: gather, then plan with what was gathered. */
export type Procedure<N extends ProcedureName = ProcedureName> = {
  parse: (input: unknown) => ProcedureInput<N>;
  newIds: (input: ProcedureInput<N>) => number;
  gather: (db: Db, input: ProcedureInput<N>, context: GatherContext) => Promise<Gatherings>;
};
/** Facts in hand: `plan` is pure and needs no database. */
export type Gatherings = { plan: () => Planned; significant: () => unknown };

function procedure<N extends ProcedureName, F>(
  name: N,
  { newIds, gather, plan, significant }: Parts<N, F>,
): Procedure<N> {
  return {
    parse: (input) => procedureInputs[name].parse(input) as ProcedureInput<N>,
    newIds,
    gather: async (db, input, context) => {
      const gathered = await gather(db, input, context);
      if ('missing' in gathered) {
        const { missing } = gathered;
        return { plan: () => refusedAsMissing(missing), significant: () => ({ missing }) };
      }
      return { plan: () => plan(input, gathered.facts), significant: () => significant(gathered.facts) };
    },
  };
}

const none = () => 0;

export const procedures: { [N in ProcedureName]: Procedure<N> } = {
  'seal-golden': procedure('seal-golden', {
    newIds: none,
    gather: gatherGolden,
    plan: planSealGolden,
    significant: significantSealGolden,
  }),
  'unseal-golden': procedure('unseal-golden', {
    newIds: none,
    gather: gatherGolden,
    plan: planUnsealGolden,
    significant: significantUnsealGolden,
  }),
  'clone-luns': procedure('clone-luns', {
    newIds: ({ count }) => count,
    gather: gatherCloneLuns,
    plan: planCloneLuns,
    significant: significantCloneLuns,
  }),
  'clone-vms': procedure('clone-vms', {
    newIds: ({ count }) => count,
    gather: gatherCloneVms,
    plan: planCloneVms,
    significant: significantCloneVms,
  }),
  'delete-vms': procedure('delete-vms', {
    newIds: none,
    gather: gatherDeleteVms,
    plan: planDeleteVms,
    significant: significantDeleteVms,
  }),
  'restore-luns': procedure('restore-luns', {
    newIds: none,
    gather: gatherQuarantine,
    plan: planRestoreLuns,
    significant: significantQuarantine,
  }),
  'purge-luns': procedure('purge-luns', {
    newIds: none,
    gather: gatherQuarantine,
    plan: planPurgeLuns,
    significant: significantQuarantine,
  }),
  'create-csv': procedure('create-csv', {
    newIds: () => 1,
    gather: gatherCreateCsv,
    plan: planCreateCsv,
    significant: significantCreateCsv,
  }),
  'retire-csv': procedure('retire-csv', {
    newIds: none,
    gather: gatherRetireCsv,
    plan: planRetireCsv,
    significant: significantRetireCsv,
  }),
  'clear-stale-registrations': procedure('clear-stale-registrations', {
    newIds: none,
    gather: gatherClearStaleRegistrations,
    plan: planClearStaleRegistrations,
    significant: significantClearStaleRegistrations,
  }),
  'consolidate-csvs': procedure('consolidate-csvs', {
    newIds: none,
    gather: gatherConsolidateCsvs,
    plan: planConsolidateCsvs,
    significant: significantConsolidateCsvs,
  }),
  'probe-registration-limit': procedure('probe-registration-limit', {
    newIds: () => 1,
    gather: gatherProbeRegistrationLimit,
    plan: planProbeRegistrationLimit,
    significant: significantProbeRegistrationLimit,
  }),
};
