import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { memoryPages, validateXML } from 'xmllint-wasm';

const FOLDER = process.env.STANDARDS_DIR ? path.join(process.env.STANDARDS_DIR, 'elm/xsd/3.3.1') : undefined;

/** What the official LOQ XSD 3.3.1 says against the file; null, with a line, where the official files are absent. */
export async function officialFaults(xml: string): Promise<string[] | null> {
  if (!FOLDER || !existsSync(FOLDER)) {
    process.stdout.write('STANDARDS_DIR holds no ELM schemas: the feed is not checked against the official LOQ XSD 3.3.1.\n');
    return null;
  }
  const files = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.xsd'))
    .map((fileName) => ({ fileName, contents: readFileSync(path.join(FOLDER, fileName), 'utf8') }));
  const { errors } = await validateXML({
    xml: { fileName: 'loq.xml', contents: xml },
    schema: files.filter(({ fileName }) => fileName === 'loq.xsd'),
    preload: files.filter(({ fileName }) => fileName !== 'loq.xsd'),
    initialMemoryPages: 16 * memoryPages.MiB,
    maxMemoryPages: memoryPages.GiB,
  });
  return errors.map(({ rawMessage }) => rawMessage);
}
