import { mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { compose, type MailFrom } from './compose.js';
import type { Delivery, MailSender, OutgoingMail } from './mail-sender.js';

export interface FileSenderOptions {
  folder: string;
  from: MailFrom;
}

/** On one machine a mail becomes a file `<day>-<id>.eml`, whole or not at all, for its owner's eyes only. */
export class FileSender implements MailSender {
  constructor(private readonly options: FileSenderOptions) {}

  async send(mail: OutgoingMail): Promise<Delivery> {
    const { folder, from } = this.options;
    const path = join(folder, `${mail.at.toISOString().slice(0, 10)}-${mail.id}.eml`);
    const half = `${path}.new`;
    try {
      const text = await compose(mail, from);
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await write(half, text);
      await rename(half, path);
    } catch (error) {
      await rm(half, { force: true }).catch(() => undefined);
      return { result: 'NOT_SENT', reason: String(error), available: false };
    }
    return { result: 'SENT' };
  }
}

async function write(path: string, text: Buffer): Promise<void> {
  const file = await open(path, 'w', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}
