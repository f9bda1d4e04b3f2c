import { Column, Entity, PrimaryColumn } from 'typeorm';
import { dateColumn, idColumn, instantColumn } from '#libs/database';

/** That a provider was told, so many days before, that assurance ends after a day: once and never again. */
@Entity('expiry_notice')
export class ExpiryNotice {
  @PrimaryColumn({ ...idColumn, name: 'provider_id', primaryKeyConstraintName: 'expiry_notice_pkey' })
  providerId!: string;

  /** Last assured day. */
  @PrimaryColumn({ ...dateColumn, nullable: false, name: 'until_date', primaryKeyConstraintName: 'expiry_notice_pkey' })
  until!: string;

  /** 90, 30 or 7 days. */
  @PrimaryColumn({ type: 'int', primaryKeyConstraintName: 'expiry_notice_pkey' })
  days!: number;

  @Column({ ...instantColumn, name: 'noted_at' })
  notedAt!: Date;
}
