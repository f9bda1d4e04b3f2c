import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { transformFileSync } from '@swc/core';
import { removeDataDir } from '#libs/engines';

/** The repository. */
export const ROOT = path.resolve(path.dirname(createRequire(import.meta.url).resolve('@swc/core/package.json')), '../../..');

/** Stand-ins for the programs of the register: they keep to the same contract and say what they were given. */
const PROGRAMS = {
  cli: `
    import { appendFileSync } from 'node:fs';
    const words = process.argv.slice(2);
    appendFileSync(process.env.DATA_DIR + '/commands', words.join(' ') + '\\n');
    if (process.env.FAIL === words[0]) { console.error('Error: the ' + words[0] + ' failed on purpose'); process.exit(1); }`,
  api: `
    import { createServer } from 'node:http';
    const { MEILI_URL, DATABASE_URL, WORKER_PORT } = process.env;
    const server = createServer((request, response) => {
      response.end(JSON.stringify({ pid: process.pid, MEILI_URL, DATABASE_URL, WORKER_PORT }));
    }).listen(Number(process.env.PORT), '127.0.0.1');
    console.log(JSON.stringify({ level: 50, msg: 'a problem on purpose' }));
    process.once('SIGTERM', () => { server.close(() => process.exit(0)); server.closeAllConnections(); });`,
  worker: `
    const timer = setInterval(() => undefined, 1000);
    process.once('SIGTERM', () => process.exit(0));`,
};

export interface Start {
  child: ChildProcess;
  output(): string;
  ended: Promise<number | null>;
}

/** The one-machine starter as it is built, beside stand-ins for the other programs, in a folder of its own. */
export class BuiltRegister {
  readonly folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'standalone-spec-')));
  readonly dataDir = path.join(this.folder, '.data');

  constructor() {
    for (const part of ['apps/standalone/src', 'apps/standalone/src/issuer', 'libs/engines/src', 'libs/kernel/src']) this.build(part);
    for (const [name, source] of Object.entries(PROGRAMS)) this.write(`dist/apps/${name}/src/main.js`, source);
    const { type, imports } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as Record<string, unknown>;
    this.write('package.json', JSON.stringify({ type, imports }));
    symlinkSync(path.join(ROOT, 'node_modules'), path.join(this.folder, 'node_modules'));
  }

  start(env: NodeJS.ProcessEnv): Start {
    let text = '';
    const child = spawn(process.execPath, ['dist/apps/standalone/src/main.js'], {
      cwd: this.folder,
      env: { PATH: process.env.PATH, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()));
    const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
    return { child, ended, output: () => text };
  }

  pid(name: string, dataDir = '.data'): number {
    return Number(readFileSync(path.join(this.folder, dataDir, 'run', `${name}.pid`), 'utf8'));
  }

  remove(): void {
    removeDataDir(this.dataDir);
    rmSync(this.folder, { recursive: true, force: true });
  }

  private build(part: string): void {
    for (const file of readdirSync(path.join(ROOT, part)).filter((name) => /(?<!\.spec|\.long)\.ts$/.test(name))) {
      const { code } = transformFileSync(path.join(ROOT, part, file), { cwd: ROOT });
      this.write(path.join('dist', part, file.replace(/\.ts$/, '.js')), code);
    }
  }

  private write(file: string, content: string): void {
    const target = path.join(this.folder, file);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, content);
  }
}

export async function until(condition: () => boolean | Promise<boolean>, what: string, limitMs = 30_000): Promise<void> {
  for (const end = Date.now() + limitMs; !(await condition()); ) {
    if (Date.now() > end) throw new Error(`waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
