export type JsonSchema = {
  type?: string | string[];
  format?: string;
  description?: string;
  enum?: unknown[];
  const?: unknown;
  default?: unknown;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  pattern?: string;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
  anyOf?: JsonSchema[];
  additionalProperties?: JsonSchema | boolean;
};

export type SchemaRow = {
  /** `items[].lun.name` */
  path: string;
  type: string;
  required: boolean;
  /** Description and bounds in words; '' = none. */
  note: string;
};

const MAX_DEPTH = 4;
/** JSON numbers end here anyway; saying so would only be noise. */
const LIMITS = [Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER];

/** An object's fields, nested ones by path, in the order of the contract. */
export function schemaRows(schema: JsonSchema, prefix = '', depth = 0): SchemaRow[] {
  const { properties = {}, required = [] } = schema;
  return Object.entries(properties).flatMap(([name, property]) => {
    const path = prefix + name;
    const row = { path, type: typeText(property), required: required.includes(name), note: noteOf(property) };
    const inner = nested(property);
    if (!inner || depth >= MAX_DEPTH) return [row];
    return [row, ...schemaRows(inner.schema, `${path}${inner.suffix}.`, depth + 1)];
  });
}

/** The object inside a field: itself, an element of the list, or what it is when it is not null. */
function nested(schema: JsonSchema): { schema: JsonSchema; suffix: string } | null {
  if (schema.properties) return { schema, suffix: '' };
  if (schema.items) {
    const inner = nested(schema.items);
    return inner && { schema: inner.schema, suffix: `[]${inner.suffix}` };
  }
  const present = (schema.anyOf ?? []).filter((one) => one.type !== 'null');
  return present.length === 1 && present[0] ? nested(present[0]) : null;
}

export function typeText(schema: JsonSchema): string {
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  if (schema.anyOf) return [...new Set(schema.anyOf.map(typeText))].join(' | ');
  if (schema.items) return `${plural(typeText(schema.items))}[]`;
  if (schema.format) return schema.format;
  return [schema.type ?? 'anything'].flat().join(' | ');
}

const plural = (type: string): string => (type.includes(' | ') ? `(${type})` : type);

function noteOf(schema: JsonSchema): string {
  const { description, pattern } = schema;
  const bounds = [
    boundText(schema.minimum, schema.maximum, ''),
    boundText(schema.minLength, schema.maxLength, ' characters'),
    boundText(schema.minItems, schema.maxItems, ' entries'),
    schema.default === undefined ? '' : `default ${JSON.stringify(schema.default)}`,
    pattern && !schema.format ? `like ${pattern}` : '',
  ];
  return [description ?? '', ...bounds].filter(Boolean).join('; ');
}

function boundText(least: number | undefined, most: number | undefined, unit: string): string {
  const [low, high] = [least, most].map((bound) => (bound === undefined || LIMITS.includes(bound) ? undefined : bound));
  if (low !== undefined && high !== undefined) return `${low} to ${high}${unit}`;
  if (low !== undefined) return `at least ${low}${unit}`;
  return high === undefined ? '' : `at most ${high}${unit}`;
}
