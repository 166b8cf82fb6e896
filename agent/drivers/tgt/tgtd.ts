import { Failed } from '#agent/drivers/failed.ts';
import { acts, codes, type ManagementRequest, modes } from './management-request.ts';
import { createManagementSocket } from './management-socket.ts';
import { parseConnections, parseShow, type ShownConnection, type ShownTarget } from './parse-show.ts';
import { sharedLook } from './shared-look.ts';

/** The target or its LUN is not there: tgtd was restarted (or somebody deleted it). */
export class NoSuchTarget extends Error {
  constructor(tid: number) {
    super(`tgtd has no target ${tid}`);
    this.name = 'NoSuchTarget';
  }
}

export type Tgtd = {
  /** false = the tid or the name is taken. */
  createTarget(tid: number, iqn: string): Promise<boolean>;
  /** Existing = done. Takes its sessions down with it. */
  deleteTarget(tid: number): Promise<void>;
  /** LUN 1 with a file behind it; existing = done. */
  addLun(tid: number, path: string): Promise<void>;
  updateLun(tid: number, params: { [key: string]: string }): Promise<void>;
  /** Already bound = done. */
  bind(tid: number, initiator: string): Promise<void>;
  /** Not bound = done. */
  unbind(tid: number, initiator: string): Promise<void>;
  connections(tid: number): Promise<ShownConnection[]>;
  /** Already gone = done. */
  dropConnection(tid: number, connection: ShownConnection): Promise<void>;
  exists(tid: number): Promise<boolean>;
  /** Every target; a look that began after the call. Calls that wait for the same look share it. */
  show(): Promise<ShownTarget[]>;
  /** The text of the same look, for telling whether anything changed. */
  showText(): Promise<string>;
};

export const diskLun = 1;

export function createTgtd(socketPath: string): Tgtd {
  const socket = createManagementSocket(socketPath);
  /** Answers the text; `fine` are the error numbers that mean that it is already so. */
  const ask = async (request: ManagementRequest, fine: number[] = []): Promise<{ code: number; text: string }> => {
    const answer = await socket.request(request);
    if (answer.code === 0 || fine.includes(answer.code)) return answer;
    const isGone = answer.code === codes.noTarget || answer.code === codes.noLun;
    if (isGone && request.tid !== undefined) throw new NoSuchTarget(request.tid);
    const what = `mode ${request.mode} act ${request.act} target ${request.tid ?? 'all'}`;
    throw new Failed('array_error', `tgtd refused a management request (${what}) with error ${answer.code}.`);
  };
  const target = { mode: modes.target };
  const unit = { mode: modes.logicalUnit, lun: diskLun };
  const lookAtText = sharedLook(async () => (await ask({ ...target, act: acts.show })).text);
  const look = sharedLook(async () => parseShow(await lookAtText()));
  const gone = [codes.noTarget, codes.noSession, codes.noConnection];
  return {
    async createTarget(tid, iqn) {
      const { code } = await ask({ ...target, act: acts.new, tid, params: { targetname: iqn } }, [codes.targetExists]);
      return code === 0;
    },
    async deleteTarget(tid) {
      await ask({ ...target, act: acts.delete, tid, force: true }, [codes.noTarget]);
    },
    async addLun(tid, path) {
      await ask({ ...unit, act: acts.new, tid, params: { path } }, [codes.lunExists]);
    },
    async updateLun(tid, params) {
      await ask({ ...unit, act: acts.update, tid, params });
    },
    async bind(tid, initiator) {
      await ask({ ...target, act: acts.bind, tid, params: { 'initiator-name': initiator } }, [codes.aclExists]);
    },
    async unbind(tid, initiator) {
      await ask({ ...target, act: acts.unbind, tid, params: { 'initiator-name': initiator } }, [codes.aclMissing]);
    },
    async connections(tid) {
      return parseConnections((await ask({ mode: modes.connection, act: acts.show, tid })).text);
    },
    async dropConnection(tid, { sid, cid }) {
      await ask({ mode: modes.connection, act: acts.delete, tid, sid, cid }, gone);
    },
    async exists(tid) {
      const { code } = await ask({ ...target, act: acts.show, tid }, [codes.noTarget]);
      return code === 0;
    },
    show: look,
    showText: lookAtText,
  };
}
