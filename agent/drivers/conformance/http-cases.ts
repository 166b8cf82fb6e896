import { describe, expect, it } from 'vitest';
import { AgentCapabilities, AgentHealth } from '#contract/agent/agent.ts';
import { RefusedAnswer } from '#contract/agent/operation.ts';
import { callAgent, freshId } from './agent-client.ts';
import type { AnyStand, MakeSample } from './stand.ts';

/** Who may ask, and what happens to requests that are not requests. */
export const httpCases = (stand: AnyStand, makeSample: MakeSample) => {
  describe('over HTTP', () => {
    entryCases(stand, makeSample);
    badRequestCases(stand, makeSample);
    eventCases(stand, makeSample);
  });
};

const codeOf = (body: unknown) => RefusedAnswer.parse(body).refusal.code;

const entryCases = (stand: AnyStand, makeSample: MakeSample) => {
  it('tells without a secret only that it is alive', async () => {
    const { url } = stand.bench();
    const health = await callAgent(`${url()}/v1/health`, 'GET', null);
    expect(AgentHealth.parse(health.body).contract).toBe('v1');
    for (const target of ['/v1/capabilities', '/v1/inventory', '/v1/ledger', '/v1/events', '/v1/operations/x']) {
      const { status, body } = await callAgent(`${url()}${target}`, 'GET', null);
      expect([target, status, codeOf(body)]).toEqual([target, 401, 'unauthorised']);
    }
  });

  it('does nothing for a wrong secret', async () => {
    const { act, holds } = await makeSample();
    const { url, request } = stand.bench();
    for (const bearer of ['hds_wrong', ' ', `${stand.bench().secret}x`]) {
      const { status } = await callAgent(`${url()}/v1/operations/${freshId()}`, 'PUT', bearer, request(act));
      expect(status).toBe(401);
    }
    expect(await holds()).toBe(false);
  });

  it('enrols once with its token', async () => {
    const { url, enrolmentToken } = stand.bench();
    const again = { enrolmentToken, controlPlane: 'thief' };
    const used = await callAgent(`${url()}/v1/enrol`, 'POST', null, again);
    expect([used.status, codeOf(used.body)]).toEqual([403, 'token_used']);
    const wrong = await callAgent(`${url()}/v1/enrol`, 'POST', null, { ...again, enrolmentToken: 'guessed' });
    expect([wrong.status, codeOf(wrong.body)]).toEqual([403, 'token_wrong']);
  });

  it('names its system and the operations of its driver', async () => {
    const { act } = await makeSample();
    const { systems } = AgentCapabilities.parse((await stand.bench().call('GET', '/v1/capabilities')).body);
    const { system, kind, driver } = stand.rig().system;
    expect(systems).toMatchObject([{ system, kind, driver }]);
    expect(systems[0]?.operations).toContain(act.operation);
  });
};

const badRequestCases = (stand: AnyStand, makeSample: MakeSample) => {
  it('refuses what is not a request, and goes on', async () => {
    const { act, holds } = await makeSample();
    const { call, request } = stand.bench();
    const target = `/v1/operations/${freshId()}`;
    const good = request(act);
    const cases: [unknown, number, string][] = [
      ['{"operation":', 400, 'bad_json'],
      [[], 400, 'bad_request'],
      [{ ...good, epoch: -1 }, 400, 'bad_request'],
      [{ ...good, jobId: '' }, 400, 'bad_request'],
      [{ ...good, deadlineMs: 'soon' }, 400, 'bad_request'],
      [{ ...good, operation: 'lun.explode' }, 400, 'unknown_operation'],
      [{ ...good, operation: 'constructor' }, 400, 'unknown_operation'],
      [{ ...good, system: 'elsewhere' }, 400, 'unknown_system'],
      [{ ...good, params: {} }, 400, 'bad_params'],
      [{ ...good, params: { ...good.params, uniqueId: '../../etc', key: 7 } }, 400, 'bad_params'],
      [JSON.stringify({ ...good, padding: 'x'.repeat(9 * 2 ** 20) }), 413, 'body_too_large'],
    ];
    for (const [body, status, code] of cases) {
      const answer = await call('PUT', target, body);
      expect([answer.status, codeOf(answer.body)]).toEqual([status, code]);
    }
    expect(await holds()).toBe(false);
  });

  it('knows its own addresses only', async () => {
    const { call } = stand.bench();
    expect((await call('GET', '/v1/operations')).status).toBe(404);
    expect((await call('GET', '/')).status).toBe(404);
    expect((await call('GET', `/v1/operations/${freshId()}`)).status).toBe(404);
    expect((await call('GET', '/v1/operations/%E0%A4%A')).status).toBe(400);
    expect((await call('GET', '/v1/ledger?since=-1')).status).toBe(400);
    expect((await call('POST', '/v1/inventory', {})).status).toBe(405);
    expect((await call('PUT', `/v1/operations/${'x'.repeat(121)}`, {})).status).toBe(400);
  });
};

const eventCases = (stand: AnyStand, makeSample: MakeSample) => {
  it('tells of a change, and of none where there was none', async () => {
    const { act, undo } = await makeSample();
    const { call, does, url, secret } = stand.bench();
    const ended = new AbortController();
    const headers = { authorization: `Bearer ${secret}` };
    const stream = await fetch(`${url()}/v1/events`, { headers, signal: ended.signal });
    const revisions = revisionsIn(stream.body as ReadableStream<Uint8Array>);
    const { value: before } = await revisions.next();
    const same = await call('GET', `/v1/inventory?since=${before}`);
    expect(same.body).toEqual({ revision: before, unchanged: true });
    await does(act);
    const { value: after } = await revisions.next();
    expect(after).not.toBe(before);
    expect((await call('GET', `/v1/inventory?since=${before}`)).body).toHaveProperty('systems');
    await does(undo);
    ended.abort();
  });
};

async function* revisionsIn(stream: ReadableStream<Uint8Array>) {
  let text = '';
  const decoder = new TextDecoder();
  for await (const chunk of stream as unknown as AsyncIterable<Uint8Array>) {
    text += decoder.decode(chunk, { stream: true });
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const [, revision] = /data: \{"revision":"([^"]+)"/.exec(text.slice(0, end)) ?? [];
      text = text.slice(end + 2);
      if (revision) yield revision;
    }
  }
}
