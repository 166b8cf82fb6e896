import { answer, type CapacityRefusal, type Outcome, refuse } from './outcome.ts';
import { add, divide, multiply, parseDecimal, type Rational, subtract } from './rational.ts';

/** The counts a demand rule may speak of; `channels` are those of one host to one storage module. */
export const VARIABLES = ['hosts', 'modules', 'channels', 'csvs'] as const;
export type Variable = (typeof VARIABLES)[number];
export type Operator = '+' | '-' | '*' | '/';

export type Expression =
  | { kind: 'number'; value: Rational }
  | { kind: 'variable'; name: Variable }
  | { kind: 'operation'; operator: Operator; left: Expression; right: Expression };

/** A rule is a line of arithmetic, not a program: this bounds the work and the depth of the recursion below. */
const MAX_LENGTH = 200;

/** Reads 'hosts * (channels + 1) * csvs'. A hand-written parser, because text from a form must never be evaluated as code. */
export function parseArithmetic(text: string, field = 'expression'): Outcome<Expression> {
  if (text.length > MAX_LENGTH) return refuse([bad(field, `longer than ${MAX_LENGTH} characters`)]);
  const reader: Reader = { tokens: text.match(/[a-z]+|\d+(?:\.\d+)?|\S/gi) ?? [], at: 0 };
  try {
    const expression = readSum(reader);
    const rest = reader.tokens[reader.at];
    if (rest !== undefined) throw new SyntaxError(`'${rest}' was not expected`);
    return answer(expression);
  } catch (error) {
    if (error instanceof SyntaxError) return refuse([bad(field, error.message)]);
    throw error;
  }
}

/** The exact value, or null where a divisor is zero. */
export function evaluate(expression: Expression, values: Readonly<Record<Variable, Rational>>): Rational | null {
  if (expression.kind === 'number') return expression.value;
  if (expression.kind === 'variable') return values[expression.name];
  const left = evaluate(expression.left, values);
  const right = evaluate(expression.right, values);
  if (left === null || right === null) return null;
  if (expression.operator === '+') return add(left, right);
  if (expression.operator === '-') return subtract(left, right);
  if (expression.operator === '*') return multiply(left, right);
  return right.top === 0n ? null : divide(left, right);
}

type Reader = { tokens: readonly string[]; at: number };

function readSum(reader: Reader): Expression {
  let left = readProduct(reader);
  for (let operator = take(reader, '+', '-'); operator; operator = take(reader, '+', '-'))
    left = { kind: 'operation', operator, left, right: readProduct(reader) };
  return left;
}

function readProduct(reader: Reader): Expression {
  let left = readValue(reader);
  for (let operator = take(reader, '*', '/'); operator; operator = take(reader, '*', '/'))
    left = { kind: 'operation', operator, left, right: readValue(reader) };
  return left;
}

function readValue(reader: Reader): Expression {
  const token = reader.tokens[reader.at++];
  if (token === undefined) throw new SyntaxError('it ends where a number, a name or ( is needed');
  if (token === '(') {
    const inner = readSum(reader);
    if (reader.tokens[reader.at++] !== ')') throw new SyntaxError('a ) is missing');
    return inner;
  }
  const name = VARIABLES.find((variable) => variable === token);
  if (name) return { kind: 'variable', name };
  const value = parseDecimal(token);
  if (value) return { kind: 'number', value };
  throw new SyntaxError(`'${token}' is neither a number nor one of ${VARIABLES.join(', ')}`);
}

function take(reader: Reader, ...operators: Operator[]): Operator | undefined {
  const found = operators.find((operator) => operator === reader.tokens[reader.at]);
  if (found) reader.at++;
  return found;
}

function bad(field: string, what: string): CapacityRefusal {
  const remedy = `Use numbers, + - * / ( ) and the names ${VARIABLES.join(', ')}.`;
  return { code: 'bad_expression', field, sentence: `The expression cannot be read: ${what}.`, remedy };
}
