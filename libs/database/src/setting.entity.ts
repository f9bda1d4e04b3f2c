import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Small facts the register remembers about itself: the last projected day, the index in use, what a feed was built of. */
@Entity('setting')
export class Setting {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'setting_pkey' })
  key!: string;

  @Column({ type: 'jsonb' })
  value!: unknown;
}
