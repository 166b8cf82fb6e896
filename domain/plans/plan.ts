/**
 * A plan is data: what will be done to the fabric, in which order, how each step is taken back and how it is proven.
 * A procedure makes one, a person reads and approves it, one engine applies it as it stands.
 */
export type Plan = {
  /** One line an operator reads first: 'Clone 40 VMs from Debian 12 on 2 hosts'. */
  title: string;
  items: PlanItem[];
  rows: PlanRow[];
  checks: Check[];
  effects: Effect[];
  changes: Change[];
  /** Everything the plan touches beyond its own new objects: VMs, hosts, boot clients. */
  touches: ObjectRef[];
  /** Set when the world is already as asked: there are no rows, and this says so. */
  nothingToDo: string | null;
};

/** A unit of partial success: the third of 40 VMs. Rows of one item are undone together; other items go on. */
export type PlanItem = { key: string; title: string; object: ObjectRef | null };

export type ObjectKind =
  | 'array'
  | 'pool'
  | 'lun'
  | 'masking-set'
  | 'host'
  | 'host-group'
  | 'cluster'
  | 'csv'
  | 'library-server'
  | 'library-share'
  | 'virtual-disk'
  | 'template'
  | 'vm'
  | 'agent';
export type ObjectRef = { kind: ObjectKind; id: string | null; name: string };

export type PlanRow = {
  /** Unique in the plan and stable: operation ids are derived from it. */
  key: string;
  /** Key of its item; null = shared by all items: when it fails everything is taken back. Shared rows come first. */
  item: string | null;
  title: string;
  agentId: string;
  system: string;
  operation: string;
  params: Params;
  before: string | null;
  after: string | null;
  undo: Undo;
  proof: Proof | null;
  locks: LockKey[];
  /** Keys of rows that must be proven first. */
  needs: string[];
  deadlineMs: number;
};

/** JSON, in which `{ $row, output }` stands for a value that only an earlier row's result knows. */
export type Params = { [name: string]: ParamValue };
export type ParamValue = null | string | number | boolean | OutputRef | ParamValue[] | { [name: string]: ParamValue };
export type OutputRef = { $row: string; output: string };

export type Undo =
  | { kind: 'operation'; title: string; operation: string; params: Params; proof: Proof | null }
  /** The row changes nothing. */
  | { kind: 'none' }
  /** Cannot be taken back: only the last row of its item may be so. */
  | { kind: 'irreversible'; why: string };

/** A look at the world after the act. `params` may hold refs. */
export type Proof = {
  title: string;
  /** 'outputs' looks at the operation's own answer: only for acts whose answer IS the observation (a write probe). */
  read: string;
  params: Params;
  expect: Expectation[];
};
/**
 * `path` walks the value segment by segment (['masking', 'iqn.2026-01.lab:ms.1']), so that keys may hold any character.
 * `members`: an array holds exactly these, in any order; an object matches when it has at least these fields.
 * A path that ends in nothing (or in `undefined`) is absent.
 */
export type Expectation =
  | { path: string[]; is: string | number | boolean | null }
  | { path: string[]; absent: true }
  | { path: string[]; members: ParamValue[] }
  | { found: boolean };

/** 'lun:<id>', 'golden:<id>', 'host:<id>', 'name:vm:<name>' …; exclusive unless it ends in ':shared'. */
export type LockKey = string;

export type CheckState = 'passed' | 'warning' | 'refused';
export type Check = {
  /** Stable, snake_case, documented in docs/errors.md: 'golden_not_sealed'. */
  code: string;
  state: CheckState;
  /** What was looked at: 'Golden LUN is sealed'. */
  title: string;
  /** What was found, with the names and figures of this fabric. */
  reason: string;
  /** What to do about it; required when refused. `procedure` = Heddle can plan the fix itself. */
  remedy: Remedy | null;
};
export type Remedy = { sentence: string; procedure?: string; input?: { [name: string]: unknown }; href?: string };

/** One of the few large numbers of a plan. `unit` is 'LUNs', 'bytes', 'registrations', 'levels', 'VMs' … */
export type Effect = {
  key: string;
  label: string;
  unit: string;
  before: number | null;
  after: number | null;
  limit: number | null;
  /** e.g. the pool or array that the number belongs to */
  scope: string | null;
  /** Where the limit is not known, null limit and this true: shown hatched, never as 'fine'. */
  limitUnknown?: boolean;
};

/** Before -> after of one object; null before = made new, null after = gone. */
export type Change = { object: ObjectRef; field: string; before: string | null; after: string | null };

/** What a procedure answers: a plan, or every reason why there can be none. */
export type Planned = { kind: 'plan'; plan: Plan } | { kind: 'refused'; title: string; checks: Check[] };
