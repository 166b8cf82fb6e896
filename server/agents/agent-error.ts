/**
 * Why an agent gave no usable answer.
 * - unreachable: no connection, so the request had no effect
 * - unknown: the request may have arrived; an act may have taken effect (ask the ledger)
 * - invalid: an answer, but not one of the contract
 * - refused: it does not accept our secret or the request
 */
export type AgentErrorKind = 'unreachable' | 'unknown' | 'invalid' | 'refused';

const codes = {
  unreachable: 'agent_unreachable',
  unknown: 'agent_unreachable',
  invalid: 'agent_answer_invalid',
  refused: 'agent_refused',
} as const satisfies Record<AgentErrorKind, string>;

/** `message` is a sentence for an operator; `code` is the problem code a route answers with. */
export class AgentError extends Error {
  readonly kind: AgentErrorKind;
  readonly code: (typeof codes)[AgentErrorKind];
  readonly remedy: string;

  constructor(kind: AgentErrorKind, sentence: string, remedy: string) {
    super(sentence);
    this.name = 'AgentError';
    this.kind = kind;
    this.code = codes[kind];
    this.remedy = remedy;
  }
}
