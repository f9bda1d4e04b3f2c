import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Requests of one client in the running minute, where several API processes count together. The shape is `rate-limiter-flexible`'s. */
@Entity('rate_limit')
export class RateLimitRow {
  @PrimaryColumn({ type: 'varchar', length: 255, primaryKeyConstraintName: 'rate_limit_pkey' })
  key!: string;

  @Column({ type: 'int', default: 0 })
  points!: number;

  /** Milliseconds since 1970. */
  @Column({ type: 'bigint', nullable: true })
  expire!: string | null;
}
