import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Door, jsonOf, openDoor } from '#test/door.ts';

type Item = { id: string; title: string; closedAt: string | null };
type Page = { items: Item[]; nextPageToken: string | null; total: number };

const COUNT = 47;
let door: Door;
beforeAll(async () => {
  door = await openDoor();
  const opened = Date.UTC(2030, 0, 1);
  await door.db.finding.createMany({
    data: Array.from({ length: COUNT }, (_, n) => ({
      code: 'drift',
      severity: ['info', 'warning', 'critical'][n % 3] ?? 'info',
      title: n === 3 ? '100 % "full"_\\' : `Finding ${String(n % 10)}`,
      reason: 'r',
      fingerprint: String(n),
      openedAt: new Date(opened + (n % 5) * 1000),
      closedAt: n % 4 === 0 ? null : new Date(opened + (n % 7) * 60_000),
    })),
  });
});
afterAll(() => door.close());

const list = async (query: Record<string, string>): Promise<Page> => {
  const response = await door.call('GET', `/findings?${new URLSearchParams(query)}`);
  expect(response.status, await response.clone().text()).toBe(200);
  return jsonOf<Page>(response);
};
const refusal = async (query: Record<string, string>) => {
  const response = await door.call('GET', `/findings?${new URLSearchParams(query)}`);
  return `${response.status} ${(await jsonOf<{ code: string }>(response)).code}`;
};
const walk = async (query: Record<string, string>): Promise<Item[]> => {
  const seen: Item[] = [];
  let page = await list(query);
  seen.push(...page.items);
  while (page.nextPageToken) {
    page = await list({ ...query, pageToken: page.nextPageToken });
    expect(page.items.length).toBeGreaterThan(0);
    seen.push(...page.items);
  }
  return seen;
};

describe('pages', () => {
  it.each(['title', '-title', 'openedAt', '-openedAt', 'closedAt', '-closedAt', 'severity'])(
    'by %s show every row once, in one order',
    async (sort) => {
      const whole = await list({ sort, limit: '500' });
      expect(whole.items).toHaveLength(COUNT);
      expect(whole).toMatchObject({ total: COUNT, nextPageToken: null });
      for (const limit of ['1', '7', '46', '47'])
        expect((await walk({ sort, limit })).map(({ id }) => id)).toEqual(whole.items.map(({ id }) => id));
    },
  );

  it('put open findings first unless asked otherwise', async () => {
    const { items } = await list({ limit: '500' });
    const firstClosed = items.findIndex(({ closedAt }) => closedAt !== null);
    expect(firstClosed).toBe(12);
    expect(items.slice(firstClosed).every(({ closedAt }) => closedAt !== null)).toBe(true);
  });

  it('go on where they ended, whatever came or went before', async () => {
    const first = await list({ sort: 'title', limit: '10' });
    await door.db.finding.delete({ where: { id: first.items[4]?.id ?? '' } });
    await door.db.finding.create({
      data: { code: 'x', severity: 'info', title: 'A first one', reason: 'r', fingerprint: 'n' },
    });
    const second = await list({ sort: 'title', limit: '10', pageToken: first.nextPageToken ?? '' });
    const seen = new Set(first.items.map(({ id }) => id));
    expect(second.items.some(({ id }) => seen.has(id))).toBe(false);
    expect(second.items).toHaveLength(10);
  });

  it('have at most 500 rows, and a limit that is a number above 0', async () => {
    expect((await list({ limit: '100000' })).items).toHaveLength(COUNT);
    for (const limit of ['0', '-1', 'ten', '1.5', '']) expect(await refusal({ limit })).toBe('400 validation_failed');
  });

  it('refuse a token that is not theirs', async () => {
    const { nextPageToken } = await list({ sort: 'title', limit: '5' });
    const token = nextPageToken ?? '';
    expect(await refusal({ sort: '-title', pageToken: token })).toBe('400 bad_page_token');
    expect(await refusal({ sort: 'title', filter: 'code = drift', pageToken: token })).toBe('400 bad_page_token');
    expect(await refusal({ sort: 'title', pageToken: `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}` })).toBe(
      '400 bad_page_token',
    );
    expect(await refusal({ sort: 'title', pageToken: 'x' })).toBe('400 bad_page_token');
    const other = await door.call('GET', `/users?${new URLSearchParams({ pageToken: token })}`);
    expect((await jsonOf(other)).code).toBe('bad_page_token');
  });

  it('are sorted by what exists', async () => {
    for (const sort of ['nothing', '-', 'state', '--title', 'constructor'])
      expect(await refusal({ sort })).toBe('400 validation_failed');
  });
});

describe('filters', () => {
  const titles = async (filter: string) => (await list({ filter, limit: '500' })).items.map(({ title }) => title);

  it('keep what holds, and count it', async () => {
    const page = await list({ filter: 'severity = "critical" AND state = open', limit: '2' });
    expect(page.total).toBe(4);
    expect(page.items).toHaveLength(2);
  });

  it('find text anywhere, and take LIKE signs as what they are', async () => {
    for (const part of ['100 %', '% \\"', '_\\\\', 'FULL'])
      expect(await titles(`title : "${part}"`), part).toEqual(['100 % "full"_\\']);
    expect(await titles('title : "%"')).toHaveLength(1);
    expect(await titles('title : "1_0"')).toEqual([]);
  });

  it('compare times, and know null', async () => {
    const early = (await titles('openedAt < "2030-01-01T00:00:01Z"')).length;
    const late = (await titles('openedAt >= "2030-01-01T00:00:01Z"')).length;
    expect(early + late).toBe((await list({})).total);
    expect(early).toBeGreaterThan(0);
    expect(await titles('closedAt = null')).toHaveLength((await list({ filter: 'state = open' })).total);
    expect((await titles('closedAt != "2030-01-01T00:01:00Z"')).length).toBe(
      (await list({})).total - (await titles('closedAt = "2030-01-01T00:01:00Z"')).length,
    );
  });

  it.each([
    'severity',
    'nothing = 1',
    'openedAt = soon',
    'openedAt = "2030-02-31T99:00:00Z"',
    'openedAt : "2030"',
    'code = null',
    'state = ajar',
    'state > open',
    'constructor = 1',
  ])('are refused where they mean nothing: %s', async (filter) => {
    expect(await refusal({ filter })).toBe('400 bad_filter');
  });
});
