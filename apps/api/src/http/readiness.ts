import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '#libs/database';
import { MeiliConnection } from '#libs/search';

export interface Check {
  ok: boolean;
  /** What is wrong, in words that give nothing of the inside away. */
  reason?: string;
}

const PATIENCE_MS = 2_000;

/** Whether the parts this process needs answer now. */
@Injectable()
export class Readiness {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly meili: MeiliConnection,
  ) {}

  async check(): Promise<Record<'database' | 'migrations' | 'search', Check>> {
    const [database, migrations, search] = await Promise.all([
      attempt('does not answer', async () => void (await this.uow.read.query('SELECT 1'))),
      attempt('are not all run', () => this.migrated()),
      attempt('does not answer', () => this.searchAnswers()),
    ]);
    return { database, migrations, search };
  }

  private async migrated(): Promise<void> {
    if (await this.uow.dataSource.showMigrations()) throw new Error('pending');
  }

  /** The key must be the right one, and the index there. */
  private async searchAnswers(): Promise<void> {
    await this.meili.reader.index(this.meili.indexName).getRawInfo();
  }
}

async function attempt(reason: string, work: () => Promise<void>): Promise<Check> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('late')), PATIENCE_MS);
  });
  try {
    await Promise.race([work(), late]);
    return { ok: true };
  } catch {
    return { ok: false, reason };
  } finally {
    clearTimeout(timer);
  }
}
