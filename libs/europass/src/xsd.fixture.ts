import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { memoryPages, validateXML } from 'xmllint-wasm';

const folder = process.env.STANDARDS_DIR ? join(process.env.STANDARDS_DIR, 'elm/xsd/3.3.1') : null;

export const hasXsd = folder !== null;

if (!hasXsd) process.stdout.write('STANDARDS_DIR is not set: nothing is checked against the official LOQ XSD 3.3.1.\n');

const files = (path: string): { fileName: string; contents: string }[] =>
  readdirSync(join(folder as string, path), { withFileTypes: true }).flatMap((entry) => {
    const name = path ? `${path}/${entry.name}` : entry.name;
    return entry.isDirectory() ? files(name) : [{ fileName: name, contents: readFileSync(join(folder as string, name), 'utf8') }];
  });

/** Faults of a LOQ file against the official schema, empty where it is valid. */
export async function xsdFaults(xml: string): Promise<string[]> {
  const all = files('');
  const result = await validateXML({
    xml: { fileName: 'feed.xml', contents: xml },
    schema: all.filter((file) => file.fileName === 'loq.xsd'),
    preload: all.filter((file) => file.fileName !== 'loq.xsd'),
    initialMemoryPages: 16 * memoryPages.MiB,
    maxMemoryPages: 2 * memoryPages.GiB,
  });
  return result.valid ? [] : result.errors.map((error) => error.rawMessage);
}
