import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type JsonSchema, schemaRows, typeText } from './schema-rows.ts';

const schemaOf = (schema: z.ZodType) => z.toJSONSchema(schema, { io: 'input' }) as JsonSchema;

describe('the fields of a schema', () => {
  it('are named by path, through lists and what may be null', () => {
    const lun = z.object({ name: z.string() });
    const rows = schemaRows(
      schemaOf(z.object({ items: z.array(z.object({ lun: lun.nullable() })), total: z.number().int() })),
    );
    expect(rows.map(({ path, type }) => `${path}: ${type}`)).toEqual([
      'items: object[]',
      'items[].lun: object | null',
      'items[].lun.name: string',
      'total: integer',
    ]);
  });

  it('tell whether they must be there, their bounds and their default', () => {
    const rows = schemaRows(
      schemaOf(
        z.object({
          count: z.number().int().min(1).max(500).default(50),
          name: z.string().min(1).describe('As it is shown'),
          ids: z.array(z.uuid()).max(3).optional(),
        }),
      ),
    );
    expect(rows.map(({ path, required, note }) => [path, required, note])).toEqual([
      ['count', false, '1 to 500; default 50'],
      ['name', true, 'As it is shown; at least 1 characters'],
      ['ids', false, 'at most 3 entries'],
    ]);
  });
});

it('a type is said in few words', () => {
  expect(typeText(schemaOf(z.enum(['viewer', 'admin'])))).toBe('"viewer" | "admin"');
  expect(typeText(schemaOf(z.array(z.enum(['a', 'b']))))).toBe('("a" | "b")[]');
  expect(typeText(schemaOf(z.uuid().nullable()))).toBe('uuid | null');
  expect(typeText(schemaOf(z.unknown()))).toBe('anything');
});
