import type { Problem } from '#libs/kernel';
import type { RecordKind } from './record-kind.js';

/** Whose a record is. The rooms above know; the application tells. */
export abstract class RecordOwners {
  /** The organisation whose record it is; null: there is no such record, or it is the register's own. */
  abstract ownerOf(kind: RecordKind, id: string): Promise<string | null>;

  /** What a command says of a record that does not exist. */
  abstract unknown(kind: RecordKind, id: string): Problem;
}
