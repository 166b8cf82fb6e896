import { freePort, isFree } from '#bin/free-port.mjs';

const defaultPort = 3000;

/** The port asked for (0: any free one); without a wish 3000 or, where that is taken, any free one. */
export const choosePort = async (wish, host) => {
  if (wish === undefined) return (await isFree(defaultPort, host)) ? defaultPort : freePort(host);
  const port = Number(wish);
  if (!/^\d+$/.test(wish) || port > 65_535) throw new Error(`--port ${wish} is not a port number.`);
  if (port === 0) return freePort(host);
  if (!(await isFree(port, host))) throw new Error(`Port ${port} is taken. Choose another with --port.`);
  return port;
};

/** Where a browser on this machine finds a server that listens on `host`. */
export const originOf = (host, port) => {
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host;
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`;
};
