import { join } from 'node:path';
import { Module } from '@nestjs/common';
import { Config } from '#libs/config';
import { localise } from '#libs/kernel';
import { FileSender } from './file-sender.js';
import { MailDelivery } from './mail-delivery.js';
import { MailSender } from './mail-sender.js';
import { SmtpSender } from './smtp-sender.js';

/** An SMTP server where one is named, else a folder of the data folder. */
export function mailSenderOf({ mail, country, dataDir }: Pick<Config, 'mail' | 'country' | 'dataDir'>): MailSender {
  const from = { name: localise(country.registerName, null, country.languages)?.value ?? '', address: mail.from };
  return mail.smtpUrl ? new SmtpSender({ url: mail.smtpUrl, from }) : new FileSender({ folder: join(dataDir, 'mail'), from });
}

@Module({
  providers: [MailDelivery, { provide: MailSender, useFactory: mailSenderOf, inject: [Config] }],
  exports: [MailDelivery],
})
export class MailModule {}
