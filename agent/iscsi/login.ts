import { type ChapCredentials, chapAnswer, chapOffer } from './chap.ts';
import type { Connection } from './connection.ts';
import { LoginRefused } from './errors.ts';
import { encodePdu, opcodes, type Pdu } from './pdu.ts';
import { continueBit, finalBit, type LoginStage, loginHeader } from './request-pdus.ts';
import { decodeText, encodeText, type TextKeys } from './text.ts';

export type LoginOptions = {
  initiatorName: string;
  targetName: string;
  isid: Buffer;
  chap?: ChapCredentials;
  deadlineMs: number;
};

/** What both sides agreed on. Lengths in bytes. */
export type Negotiated = {
  cmdSn: number;
  expStatSn: number;
  immediateData: boolean;
  firstBurstBytes: number;
  /** The most the target takes in one PDU. */
  maxSendBytes: number;
};

/** The most we take in one PDU. */
export const maxReceiveBytes = 262_144;

const security = 0;
const operational = 1;
const fullFeature = 3;
const offer: TextKeys = {
  HeaderDigest: 'None',
  DataDigest: 'None',
  InitialR2T: 'Yes',
  ImmediateData: 'Yes',
  MaxRecvDataSegmentLength: String(maxReceiveBytes),
  MaxBurstLength: '262144',
  FirstBurstLength: '65536',
  MaxConnections: '1',
  MaxOutstandingR2T: '1',
  ErrorRecoveryLevel: '0',
  DefaultTime2Wait: '2',
  DefaultTime2Retain: '0',
};
const statusNames: { [status: number]: string } = {
  512: 'initiator error',
  513: 'authentication failure',
  514: 'authorization failure',
  515: 'target not found',
  516: 'target removed',
  518: 'too many connections',
  768: 'target error',
  769: 'service unavailable',
};

type Answer = { keys: TextKeys; transit: boolean; nextStage: number };

function checkLoginResponse(pdu: Pdu) {
  if (pdu.opcode !== opcodes.loginResponse) {
    throw new Error(`iSCSI target answered a login with opcode 0x${pdu.opcode.toString(16)}`);
  }
  const status = pdu.header.readUInt16BE(36);
  if (status !== 0) throw new LoginRefused(status, statusNames[status] ?? 'by the target');
}

/** One request and its whole answer, whose text may be spread over several PDUs. */
function createExchange(connection: Connection, options: LoginOptions) {
  const counters = { cmdSn: 1, expStatSn: 0, tsih: 0 };
  const once = async (stage: LoginStage, keys: TextKeys): Promise<Pdu> => {
    const head = loginHeader(stage, options.isid, counters.tsih, counters.cmdSn, counters.expStatSn);
    connection.send(encodePdu(head, encodeText(keys)));
    const pdu = await connection.receive(options.deadlineMs);
    checkLoginResponse(pdu);
    counters.tsih = pdu.header.readUInt16BE(14);
    counters.expStatSn = (pdu.header.readUInt32BE(24) + 1) >>> 0;
    counters.cmdSn = pdu.header.readUInt32BE(28);
    return pdu;
  };
  const exchange = async (stage: LoginStage, keys: TextKeys): Promise<Answer> => {
    let pdu = await once(stage, keys);
    const texts = [pdu.data];
    while (pdu.flags & continueBit) {
      pdu = await once({ ...stage, transit: false }, {});
      texts.push(pdu.data);
    }
    const transit = (pdu.flags & finalBit) !== 0;
    return { keys: decodeText(Buffer.concat(texts)), transit, nextStage: transit ? pdu.flags & 3 : stage.current };
  };
  return { counters, exchange };
}

/**
 * Security and operational negotiation. Throws LoginRefused (0x0203: this initiator may not see the target, 0x0201: CHAP
 * missing or wrong) or ConnectionLost.
 */
export async function login(connection: Connection, options: LoginOptions): Promise<Negotiated> {
  const { counters, exchange } = createExchange(connection, options);
  const { chap } = options;
  const first = { current: security, next: operational, transit: !chap };
  const names = { InitiatorName: options.initiatorName, SessionType: 'Normal', TargetName: options.targetName };
  let answer = await exchange(first, { ...names, AuthMethod: chap ? 'CHAP' : 'None' });
  if (chap) {
    if (answer.keys.AuthMethod !== 'CHAP') throw new LoginRefused(0x0201, 'the target does not use CHAP');
    const challenge = await exchange({ ...first, transit: false }, chapOffer);
    answer = await exchange({ ...first, transit: true }, chapAnswer(challenge.keys, chap));
  }
  if (!answer.transit) throw new LoginRefused(0x0201, 'the target demands authentication');
  let agreed: TextKeys = {};
  const last = { current: operational, next: fullFeature, transit: true };
  for (let round = 0, keys = offer; ; round++, keys = {}) {
    answer = await exchange(last, keys);
    agreed = { ...agreed, ...answer.keys };
    if (answer.transit && answer.nextStage === fullFeature) break;
    if (round === 8) throw new Error('iSCSI target does not end the login negotiation');
  }
  return {
    cmdSn: counters.cmdSn,
    expStatSn: counters.expStatSn,
    immediateData: agreed.ImmediateData !== 'No',
    firstBurstBytes: Math.min(65_536, Number(agreed.FirstBurstLength ?? 65_536)),
    maxSendBytes: Number(agreed.MaxRecvDataSegmentLength ?? 8192),
  };
}
