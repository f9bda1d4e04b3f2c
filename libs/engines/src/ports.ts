import { createServer } from 'node:net';
import path from 'node:path';
import { readText, subfolder, writeWhole } from './data-dir.js';
import { codeOf, EngineError } from './engine-error.js';

export const LOCALHOST = '127.0.0.1';

/** Binds the port for a moment; 0 asks the system for one. @returns the port, or why it cannot be had. */
function tryPort(port: number): Promise<{ port: number } | { code: string | undefined }> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error) => resolve({ code: codeOf(error) }));
    server.listen({ port, host: LOCALHOST }, () => {
      const address = server.address();
      server.close(() => resolve({ port: typeof address === 'object' && address ? address.port : port }));
    });
  });
}

export const isPortFree = async (port: number): Promise<boolean> => 'port' in (await tryPort(port));

export async function freePort(): Promise<number> {
  const found = await tryPort(0);
  if (!('port' in found)) throw new EngineError('The system has no free port on 127.0.0.1.');
  return found.port;
}

/** @throws EngineError that says which setting chooses another port. */
export async function requirePort(port: number, setting: string): Promise<void> {
  const found = await tryPort(port);
  if ('port' in found) return;
  if (found.code === 'EACCES') throw new EngineError(`Port ${port} may not be opened by this user: choose one above 1023 with ${setting}.`);
  throw new EngineError(`Port ${port} is taken by another program: stop that program or choose another port with ${setting}.`);
}

export interface PortWish {
  dataDir: string;
  name: string;
  /** A port that must be this one; otherwise the last one is taken again if it is free. */
  wanted?: number | undefined;
  /** The setting that chooses the port, for the error message. */
  setting: string;
}

const portFile = ({ dataDir, name }: Pick<PortWish, 'dataDir' | 'name'>): string => path.join(subfolder(dataDir, 'run'), `${name}.port`);

export async function choosePort(wish: PortWish): Promise<number> {
  if (wish.wanted !== undefined) {
    await requirePort(wish.wanted, wish.setting);
    return wish.wanted;
  }
  const last = Number(readText(portFile(wish)));
  return Number.isInteger(last) && last > 0 && (await isPortFree(last)) ? last : freePort();
}

export const rememberPort = (wish: Pick<PortWish, 'dataDir' | 'name'>, port: number): void =>
  writeWhole(portFile(wish), `${port}\n`);
