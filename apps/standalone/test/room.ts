import { loadConfig } from '#libs/config';
import { UnitOfWork } from '#libs/database';
import { createServices } from '#libs/testing';
import { createRegisterDataSource } from '#migrations';
import type { WholeRegister } from './whole-register.js';

/** The services of the register on the database of a running one, as another of its processes would have them. */
export async function openRoom(register: WholeRegister) {
  const config = loadConfig(register.environment());
  const dataSource = await createRegisterDataSource(config.database.url, 8).initialize();
  return { config, uow: new UnitOfWork(dataSource), services: createServices(config), close: () => dataSource.destroy() };
}

export type Room = Awaited<ReturnType<typeof openRoom>>;
