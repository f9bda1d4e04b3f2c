/** The migrations, oldest first. */
export const migrations: (new () => import('typeorm').MigrationInterface)[] = [];
