/** What `tgtadm --mode target --op show` says of one target, as far as the array needs it. */
export type ShownTarget = {
  tid: number;
  iqn: string;
  sessions: { sid: number; initiator: string; connections: number[] }[];
  luns: { lun: number; type: string; scsiId: string; readOnly: boolean; online: boolean; path: string }[];
  /** Initiator names and addresses that may log in; 'ALL' = everybody. */
  acl: string[];
};

type Section = 'none' | 'sessions' | 'luns' | 'acl';
const sections: { [title: string]: Section } = {
  'System information:': 'none',
  'I_T nexus information:': 'sessions',
  'LUN information:': 'luns',
  'Account information:': 'none',
  'ACL information:': 'acl',
};

const afterColon = (text: string) => text.slice(text.indexOf(':') + 1).trim();

function takeSessionLine(target: ShownTarget, text: string) {
  const last = target.sessions.at(-1);
  if (text.startsWith('I_T nexus:')) {
    target.sessions.push({ sid: Number(afterColon(text)), initiator: '', connections: [] });
  } else if (last && text.startsWith('Initiator:')) last.initiator = afterColon(text).split(' ')[0] ?? '';
  else if (last && text.startsWith('Connection:')) last.connections.push(Number(afterColon(text)));
}

function takeLunLine(target: ShownTarget, text: string) {
  const last = target.luns.at(-1);
  if (text.startsWith('LUN:')) {
    const lun = Number(afterColon(text));
    target.luns.push({ lun, type: '', scsiId: '', readOnly: false, online: false, path: '' });
  } else if (!last) return;
  else if (text.startsWith('Type:')) last.type = afterColon(text);
  else if (text.startsWith('SCSI ID:')) last.scsiId = afterColon(text);
  else if (text.startsWith('Readonly:')) last.readOnly = afterColon(text) === 'Yes';
  else if (text.startsWith('Online:')) last.online = afterColon(text) === 'Yes';
  else if (text.startsWith('Backing store path:')) last.path = afterColon(text);
}

const takeLine = {
  none: () => {},
  sessions: takeSessionLine,
  luns: takeLunLine,
  acl: (target: ShownTarget, text: string) => target.acl.push(text),
} as const;

/** Lines it does not know are passed over: a newer tgtd may say more. */
export function parseShow(text: string): ShownTarget[] {
  const targets: ShownTarget[] = [];
  let section: Section = 'none';
  for (const line of text.split('\n')) {
    const words = line.trim();
    if (words === '') continue;
    if (line.startsWith('Target ')) {
      const [, tid = '', iqn = ''] = /^Target (\d+): (\S+)/.exec(line) ?? [];
      targets.push({ tid: Number(tid), iqn, sessions: [], luns: [], acl: [] });
      section = 'none';
      continue;
    }
    const target = targets.at(-1);
    const title = line.startsWith('     ') ? undefined : sections[words];
    if (title !== undefined) section = title;
    else if (target) takeLine[section](target, words);
  }
  return targets;
}

export type ShownConnection = { sid: number; cid: number; initiator: string };

/** What `tgtadm --mode conn --op show --tid N` says: the live connections of one target. */
export function parseConnections(text: string): ShownConnection[] {
  const connections: ShownConnection[] = [];
  let sid = 0;
  for (const line of text.split('\n')) {
    const words = line.trim();
    const last = connections.at(-1);
    if (words.startsWith('Session:')) sid = Number(afterColon(words));
    else if (words.startsWith('Connection:')) connections.push({ sid, cid: Number(afterColon(words)), initiator: '' });
    else if (last && words.startsWith('Initiator:')) last.initiator = afterColon(words).split(' ')[0] ?? '';
  }
  return connections;
}
