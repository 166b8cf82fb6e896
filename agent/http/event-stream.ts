import type { ServerResponse } from 'node:http';
import type { RevisionWatch } from '#agent/operations/revision.ts';

const lookEveryMs = 500;
const sayAliveEveryMs = 15_000;

/**
 * `GET /v1/events`: one `revision` event at once and one for every change, until the caller goes away or `close`. Changes
 * this agent makes are told at once; those it only notices, within half a second while somebody listens.
 */
export const eventStreams = (revisions: RevisionWatch) => {
  const open = new Set<ServerResponse>();
  const looking = setInterval(revisions.noticed, lookEveryMs).unref();
  const alive = setInterval(() => {
    for (const response of open) response.write(': alive\n\n');
  }, sayAliveEveryMs).unref();

  const stream = async (response: ServerResponse) => {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    const tell = (revision: string) => response.write(`event: revision\ndata: ${JSON.stringify({ revision })}\n\n`);
    tell(await revisions.look());
    const unsubscribe = revisions.subscribe(tell);
    open.add(response);
    response.on('close', () => {
      unsubscribe();
      open.delete(response);
    });
  };

  const close = () => {
    clearInterval(looking);
    clearInterval(alive);
    for (const response of open) response.end();
  };

  return { stream, close };
};
