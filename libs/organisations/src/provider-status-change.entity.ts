import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { dateColumn, idColumn, instantColumn, optional } from '#libs/database';
import { Provider, type ProviderStatus } from './provider.entity.js';

/** The provider's life, one line a step; never changed afterwards. */
@Entity('provider_status_change')
@Index('provider_status_change_provider', ['providerId', 'recordedAt'])
export class ProviderStatusChange {
  @PrimaryColumn({ ...idColumn, primaryKeyConstraintName: 'provider_status_change_pkey' })
  id!: string;

  @Column({ ...idColumn, name: 'provider_id' })
  providerId!: string;

  @ManyToOne(() => Provider)
  @JoinColumn({ name: 'provider_id', foreignKeyConstraintName: 'provider_status_change_provider_fkey' })
  provider!: Relation<Provider>;

  @Column({ type: 'text' })
  status!: ProviderStatus;

  @Column({ ...dateColumn, name: 'from_date', nullable: false })
  from!: string;

  @Column(optional({ type: 'text' }))
  reason!: string | null;

  @Column({ ...instantColumn, name: 'recorded_at' })
  recordedAt!: Date;
}
