import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { AccessError } from './access-error.js';
import { AdminKey } from './admin-key.js';
import { declaredPermission, type Permission } from './permission.js';

interface Request {
  headers: { authorization?: string };
}

/** Deny by default (DESIGN section 6): an endpoint that declares no permission is closed to everybody. */
@Injectable()
export class PermissionGuard implements CanActivate {
  private readonly known = new WeakMap<object, Permission | 'undeclared'>();

  constructor(private readonly adminKey: AdminKey) {}

  canActivate(context: ExecutionContext): boolean {
    switch (this.permissionOf(context)) {
      case 'public':
        return true;
      case 'admin':
        return this.requireAdmin(requestOf(context).headers.authorization);
      default:
        throw new AccessError(403, 'This endpoint declares no permission and is therefore closed.');
    }
  }

  private permissionOf(context: ExecutionContext): Permission | 'undeclared' {
    const handler = context.getHandler();
    const known = this.known.get(handler);
    if (known) return known;
    const found = declaredPermission(handler, context.getClass()) ?? 'undeclared';
    this.known.set(handler, found);
    return found;
  }

  private requireAdmin(authorization: string | undefined): true {
    if (this.adminKey.opens(authorization)) return true;
    throw authorization === undefined
      ? new AccessError(401, 'This needs the admin key, as `authorization: Bearer …`.')
      : new AccessError(403, 'The key given does not open this.');
  }
}

/** A GraphQL resolver gets (parent, arguments, context, info); the context holds the HTTP request. */
const requestOf = (context: ExecutionContext): Request =>
  context.getType<string>() === 'graphql'
    ? context.getArgByIndex<{ req: Request }>(2).req
    : context.switchToHttp().getRequest<Request>();
