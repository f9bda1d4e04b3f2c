/** ADMIN_KEY: the key of one machine. OPERATOR: somebody at the command line. SYSTEM: the register itself. */
export const ACTOR_KINDS = ['PERSON', 'API_KEY', 'ADMIN_KEY', 'OPERATOR', 'SYSTEM'] as const;
export type ActorKind = (typeof ACTOR_KINDS)[number];

/** Who changes something: noted with every change. Never a name: the person's or key's identifier. */
export interface Actor {
  kind: ActorKind;
  id: string | null;
  /** Of a key: the person who made it, and therefore may have it. */
  madeBy?: string | null;
  /** The request in which it happens, as answers and log lines name it. */
  requestId: string | null;
}

export const SYSTEM: Actor = { kind: 'SYSTEM', id: null, requestId: null };
export const OPERATOR: Actor = { kind: 'OPERATOR', id: null, requestId: null };
