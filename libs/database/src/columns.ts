/** Column shapes used in every room, so that the same thing is stored the same way. */
export const idColumn = { type: 'uuid' } as const;
export const dateColumn = { type: 'date', nullable: true } as const;
export const instantColumn = { type: 'timestamptz' } as const;
export const jsonColumn = { type: 'jsonb' } as const;
export const optional = <const T extends object>(options: T) => ({ ...options, nullable: true }) as const;
