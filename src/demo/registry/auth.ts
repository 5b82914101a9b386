import { randomUUID } from 'node:crypto';
import { jsonReply, problem, type Reply, type Request } from './reply.ts';

export interface DemoLogin {
  readonly username: string;
  readonly password: string;
}

export type Auth =
  | { readonly kind: 'none' }
  | { readonly kind: 'basic'; readonly login: DemoLogin }
  /** Tokens of its own token server, which without a login gives them to everybody. */
  | {
      readonly kind: 'bearer';
      readonly login?: DemoLogin | undefined;
      /** @default 300 */
      readonly lifetimeSeconds?: number | undefined;
    };

/** Who may in. */
export interface Guard {
  /** The refusal, or undefined for a request that may pass. */
  refuse(request: Request): Reply | undefined;
  /** The token server's answer. */
  token(request: Request): Reply;
  /** From now on only this login is taken, and no token given before. */
  setLogin(login: DemoLogin): void;
}

interface Grant {
  readonly scope: string;
  readonly expiresAt: number;
}

export const TOKEN_PATH = '/token';
const SERVICE = 'embedded-registry';

export function createGuard(auth: Auth): Guard {
  let login = auth.kind === 'none' ? undefined : auth.login;
  const grants = new Map<string, Grant>();

  function hasGrant({ headers, url, method }: Request): boolean {
    const token = String(headers.authorization).replace(/^Bearer /, '');
    const grant = grants.get(token);
    if (grant === undefined || grant.expiresAt <= Date.now()) return false;
    return url.pathname === '/v2/' || covers(grant.scope, scopeOf(url, method));
  }

  return {
    refuse(request) {
      switch (auth.kind) {
        case 'none':
          return undefined;
        case 'basic':
          return knows(login, request) ? undefined : unauthorized(`Basic realm="${SERVICE}"`);
        case 'bearer':
          return hasGrant(request) ? undefined : unauthorized(bearerChallenge(request));
      }
    },
    token(request) {
      if (auth.kind !== 'bearer') return problem(404, 'UNSUPPORTED', 'no token server');
      if (!knows(login, request)) return problem(401, 'UNAUTHORIZED', 'authentication required');
      const { lifetimeSeconds = 300 } = auth;
      const token = randomUUID();
      const scope = request.url.searchParams.get('scope') ?? '';
      grants.set(token, { scope, expiresAt: Date.now() + lifetimeSeconds * 1000 });
      return jsonReply(200, { token, access_token: token, expires_in: lifetimeSeconds });
    },
    setLogin(next) {
      login = next;
      grants.clear();
    },
  };
}

function knows(login: DemoLogin | undefined, { headers }: Request): boolean {
  if (login === undefined) return true;
  const expected = Buffer.from(`${login.username}:${login.password}`).toString('base64');
  return headers.authorization === `Basic ${expected}`;
}

function bearerChallenge({ url, method }: Request): string {
  const scope = url.pathname === '/v2/' ? '' : `,scope="${scopeOf(url, method)}"`;
  return `Bearer realm="${url.origin}${TOKEN_PATH}",service="${SERVICE}"${scope}`;
}

/** `repository:NAME:pull`, or `pull,push` for what writes. */
function scopeOf({ pathname }: URL, method: string): string {
  const name = /^\/v2\/(.+)\/(?:tags|manifests|blobs)\//.exec(pathname)?.[1] ?? '';
  return `repository:${name}:${method === 'GET' || method === 'HEAD' ? 'pull' : 'pull,push'}`;
}

/** Whether the granted scope is the needed one, or has more actions. */
function covers(granted: string, needed: string): boolean {
  const cut = needed.lastIndexOf(':') + 1;
  if (!granted.startsWith(needed.slice(0, cut))) return false;
  const actions = granted.slice(cut).split(',');
  return needed
    .slice(cut)
    .split(',')
    .every((action) => actions.includes(action));
}

function unauthorized(challenge: string): Reply {
  const reply = problem(401, 'UNAUTHORIZED', 'authentication required');
  return { ...reply, headers: { ...reply.headers, 'www-authenticate': challenge } };
}
