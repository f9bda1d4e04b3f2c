import { createRegisterDataSource } from './index.js';

/** What the TypeORM command line asks for (`npm run migration:generate`, `npm run migration:check`). */
export default createRegisterDataSource(process.env.DATABASE_OWNER_URL ?? process.env.DATABASE_URL ?? '');
