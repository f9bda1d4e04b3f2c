import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { FragmentKind, Part } from './fragment.js';

/** The one file that says which build is in force; renamed into place, so that file and report always belong together. */
const CURRENT = 'current.json';

/** The records of one kind inside one container: where they begin in the file, and how many the index has. */
export interface Section {
  part: Part;
  kind: FragmentKind;
  offset: number;
  count: number;
}

export interface FeedManifest {
  /** Names of the files beside the manifest: the feed, what stands where in it, and the report. */
  file: string;
  index: string;
  report: string;
  sections: Section[];
  /** State of the fragments the build was made of. */
  token: string | null;
  sha256: string;
  bytes: number;
  builtAt: string;
  /** When the content last changed: a build with the same content keeps it. */
  lastModified: string;
  offers: number;
  leftOut: number;
}

export const feedFolder = (dataDir: string): string => join(dataDir, 'feeds', 'europass');

export async function prepareFolder(dataDir: string): Promise<string> {
  const folder = feedFolder(dataDir);
  await mkdir(folder, { recursive: true });
  return folder;
}

/** The build in force, or null before the first one. */
export async function readManifest(dataDir: string): Promise<FeedManifest | null> {
  try {
    return JSON.parse(await readFile(join(feedFolder(dataDir), CURRENT), 'utf8')) as FeedManifest;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** Written, on the disk, and only then named so. */
export async function writeDurably(folder: string, name: string, text: string): Promise<void> {
  const handle = await open(join(folder, `${name}.new`), 'w');
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(join(folder, `${name}.new`), join(folder, name));
}

/** Switches to the build, then removes what neither it nor the one before needs: readers may still have that one open. */
export async function switchTo(folder: string, manifest: FeedManifest, before: FeedManifest | null): Promise<void> {
  await writeDurably(folder, CURRENT, JSON.stringify(manifest));
  await syncFolder(folder);
  const kept = new Set([CURRENT, manifest.file, manifest.index, manifest.report, before?.file, before?.report]);
  for (const name of await readdir(folder)) if (!kept.has(name)) await rm(join(folder, name), { force: true });
}

/** A rename is only safe from a power cut once its folder is. Not every system can open a folder for that. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => null);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}
