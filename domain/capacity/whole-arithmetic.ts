import type { Expression, Variable } from './arithmetic.ts';

/** Answers NaN where a step on the way is no whole number that a double holds exactly. */
export type WholeArithmetic = (values: Readonly<Record<Variable, number>>) => number;

/**
 * An expression made ready to be counted thousands of times while a slider is dragged: in whole numbers alone, exact or
 * not at all. What it cannot answer is `evaluate`'s to say.
 */
export function wholeArithmetic(expression: Expression): WholeArithmetic {
  if (expression.kind === 'variable') return (values) => values[expression.name];
  if (expression.kind === 'number') {
    const value = expression.value.bottom === 1n ? whole(Number(expression.value.top)) : Number.NaN;
    return () => value;
  }
  const { operator } = expression;
  const [left, right] = [wholeArithmetic(expression.left), wholeArithmetic(expression.right)];
  if (operator === '+') return (values) => whole(left(values) + right(values));
  if (operator === '-') return (values) => whole(left(values) - right(values));
  if (operator === '*') return (values) => whole(left(values) * right(values));
  // A quotient may round to a whole number; a remainder never lies.
  return (values) => (left(values) % right(values) === 0 ? left(values) / right(values) : Number.NaN);
}

function whole(value: number): number {
  return Number.isSafeInteger(value) ? value : Number.NaN;
}
