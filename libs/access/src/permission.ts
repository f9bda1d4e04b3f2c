import { SetMetadata } from '@nestjs/common';

/** Who may use an endpoint. Roles and keys of organisations join this list with identity. */
export const PERMISSIONS = ['public', 'admin'] as const;
export type Permission = (typeof PERMISSIONS)[number];

export const PERMISSION_KEY = 'register:permission';

/** Anybody may: said in words, because silence means nobody. */
export const Public = () => SetMetadata(PERMISSION_KEY, 'public' satisfies Permission);

/** Whoever holds the register's admin key may. */
export const RequiresAdmin = () => SetMetadata(PERMISSION_KEY, 'admin' satisfies Permission);

/** What a handler or its class declares; null when neither says anything. The handler's own word wins. */
export const declaredPermission = (...targets: (object | undefined)[]): Permission | null => {
  for (const target of targets) {
    const found: unknown = target && Reflect.getMetadata(PERMISSION_KEY, target);
    if (found) return found as Permission;
  }
  return null;
};
