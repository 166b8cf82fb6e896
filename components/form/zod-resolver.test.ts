import { expect, it } from 'vitest';
import { z } from 'zod';
import { zodResolver } from './zod-resolver.ts';

const schema = z.object({
  count: z.number().int().min(1, 'At least one'),
  placement: z.object({ hosts: z.array(z.string()).min(1, 'Choose a host') }),
});
const check = (values: unknown) =>
  zodResolver(schema)(values as never, undefined, { fields: {}, shouldUseNativeValidation: false } as never);

it('hands the parsed values on', async () => {
  const values = { count: 2, placement: { hosts: ['hv-01'] } };
  expect(await check(values)).toEqual({ values, errors: {} });
});

it('puts the first issue of a field at its path', async () => {
  expect(await check({ count: 0.5, placement: { hosts: [] } })).toMatchObject({
    values: {},
    errors: { count: { type: 'invalid_type' }, placement: { hosts: { message: 'Choose a host' } } },
  });
});

it('puts an issue of the whole form at its root', async () => {
  expect(await check('nothing')).toMatchObject({ errors: { root: { type: 'invalid_type' } } });
});
