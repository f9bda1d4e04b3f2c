import type { Outcome } from '#libs/kernel';
import type { OutcomeInput, QaOutcomeRecord } from '#libs/quality';
import { createProvider, createServices, expectOk, offerDraft, publishOffer, type TestDatabase, type TestServices } from '#libs/testing';

/** An agency with procedures, and providers with public offers, in a register made through the real write path. */
export class QualityWorld {
  readonly services: TestServices;
  agencyId = '';
  /** One for each framework. */
  procedureIds: string[] = [];

  private constructor(readonly db: TestDatabase) {
    this.services = createServices(db.config);
  }

  static async open(db: TestDatabase): Promise<QualityWorld> {
    const world = new QualityWorld(db);
    await world.build();
    return world;
  }

  async provider({ mailbox = 'kokybe@provider.example', offers = 1 }: { mailbox?: string | null; offers?: number } = {}): Promise<{ id: string; offerIds: string[] }> {
    const { id } = await createProvider(this.db.uow, this.services, { mailbox });
    const offerIds: string[] = [];
    for (let n = 0; n < offers; n++) {
      const draft = offerDraft({ content: { iscedFields: [n % 2 ? '0613' : '0542'] }, runs: [{ code: 'always', alwaysOpen: true, mode: 'ONLINE' }] });
      offerIds.push(await publishOffer(this.db.uow, this.services, { providerId: id, draft }));
    }
    return { id, offerIds };
  }

  record(input: Partial<OutcomeInput> & Pick<OutcomeInput, 'providerId'>): Promise<Outcome<QaOutcomeRecord>> {
    const outcome = { procedureId: this.procedureIds[0] as string, decision: 'POSITIVE', decisionDate: '2024-01-15', ...input } as const;
    return this.db.uow.command((tx) => this.services.qaOutcomeRecording.record(tx, outcome));
  }

  private async build(): Promise<void> {
    const { db: { uow }, services } = this;
    const { id } = expectOk(await uow.command((tx) => services.organisations.create(tx, { legalName: { lt: 'Kokybės centras', en: 'Quality centre' }, country: 'LT' })));
    this.agencyId = id;
    expectOk(await uow.command((tx) => services.agencies.register(tx, { organisationId: id })));
    for (const framework of ['ESG', 'EQAVET', 'OTHER'] as const) {
      const made = await uow.command((tx) => services.procedures.create(tx, { agencyId: id, title: { lt: 'Vertinimas' }, framework, nature: 'VOLUNTARY' }));
      this.procedureIds.push(expectOk(made).id);
    }
  }
}
