import type { Expression, Operator, Variable } from './arithmetic.ts';
import { add, compare, divide, multiply, type Rational, rational, subtract } from './rational.ts';
import { MAX_COUNT } from './whole-number.ts';

/** How a value moves when one count grows; 'mixed' = it may fall, or this analysis cannot tell. */
export type Direction = 'constant' | 'rises' | 'falls' | 'mixed';

/** Bounds of the value over every count from 1 to MAX_COUNT; null where a divisor may be zero or a sign is not settled. */
export type Shape = { low: Rational; high: Rational; direction: Direction } | null;

const ZERO = rational(0n);

/**
 * Interval analysis of an expression in one count. It errs on the safe side: an expression it calls 'rises' or
 * 'constant' never falls, so the point where a limit is crossed can be found by halving.
 */
export function shapeIn(expression: Expression, variable: Variable): Shape {
  if (expression.kind === 'number') return { low: expression.value, high: expression.value, direction: 'constant' };
  if (expression.kind === 'variable') {
    const direction = expression.name === variable ? 'rises' : 'constant';
    return { low: rational(1n), high: rational(BigInt(MAX_COUNT)), direction };
  }
  const left = shapeIn(expression.left, variable);
  const right = shapeIn(expression.right, variable);
  return left && right ? combine(expression.operator, left, right) : null;
}

/**
 * k where the value is proportional to variable^k, else null. Degree 1 in hosts and in csvs means that the whole is the
 * sum over every pair of a host and a CSV that it sees, which is what a fabric of unequal hosts needs.
 */
export function degreeIn(expression: Expression, variable: Variable): number | null {
  if (expression.kind === 'number') return 0;
  if (expression.kind === 'variable') return expression.name === variable ? 1 : 0;
  const left = degreeIn(expression.left, variable);
  const right = degreeIn(expression.right, variable);
  if (left === null || right === null) return null;
  if (expression.operator === '*') return left + right;
  if (expression.operator === '/') return left - right;
  return left === right ? left : null;
}

function combine(operator: Operator, a: NonNullable<Shape>, b: NonNullable<Shape>): Shape {
  const same = together(a.direction, b.direction);
  const against = together(a.direction, flipped(b.direction));
  if (operator === '+') return { low: add(a.low, b.low), high: add(a.high, b.high), direction: same };
  if (operator === '-') return { low: subtract(a.low, b.high), high: subtract(a.high, b.low), direction: against };
  if (compare(a.low, ZERO) < 0 || compare(b.low, ZERO) < 0) return null;
  if (operator === '*') return { low: multiply(a.low, b.low), high: multiply(a.high, b.high), direction: same };
  if (compare(b.low, ZERO) === 0) return null;
  return { low: divide(a.low, b.high), high: divide(a.high, b.low), direction: against };
}

function together(a: Direction, b: Direction): Direction {
  if (a === 'constant') return b;
  return b === 'constant' || a === b ? a : 'mixed';
}

function flipped(direction: Direction): Direction {
  if (direction === 'rises') return 'falls';
  return direction === 'falls' ? 'rises' : direction;
}
