import {
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomUUID,
  sign,
} from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';

/** A token server for distribution's registry: its own tokens, signed, for one user. */
export interface TokenServer {
  /** URL where tokens are asked for. */
  readonly realm: string;
  readonly service: string;
  readonly issuer: string;
  /** The public key, as the registry reads it. */
  readonly jwks: object;
  stop(): Promise<void>;
}

export interface TokenUser {
  readonly username: string;
  readonly password: string;
}

const SERVICE = 'registry';
const ISSUER = 'tests';
const KEY_ID = 'the-key';
const LIFETIME_SECONDS = 300;

export async function startTokenServer(user: TokenUser): Promise<TokenServer> {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const server = createServer((request, response) => {
    const known = request.headers.authorization === basic(user);
    const body = known ? tokenFor(request, privateKey) : {};
    response.writeHead(known ? 200 : 401, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const publicKey = createPublicKey(privateKey).export({ format: 'jwk' });
  return {
    realm: `http://127.0.0.1:${address.port}/token`,
    service: SERVICE,
    issuer: ISSUER,
    jwks: { keys: [{ ...publicKey, kid: KEY_ID, use: 'sig', alg: 'ES256' }] },
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

function tokenFor({ url = '' }: IncomingMessage, key: KeyObject) {
  const scope = new URL(url, 'http://x').searchParams.get('scope') ?? '';
  const now = Math.floor(Date.now() / 1000);
  const claims = {
    iss: ISSUER,
    aud: SERVICE,
    sub: 'reader',
    iat: now,
    nbf: now - 10,
    exp: now + LIFETIME_SECONDS,
    jti: randomUUID(),
    access: accessOf(scope),
  };
  return { token: signed(claims, key), expires_in: LIFETIME_SECONDS };
}

/** `repository:NAME:pull,push`; anything else grants nothing but a login. */
function accessOf(scope: string) {
  const [type, name, actions] = scope.split(':');
  return type === 'repository' && name !== undefined && actions !== undefined
    ? [{ type, name, actions: actions.split(',') }]
    : [];
}

function signed(claims: object, key: KeyObject): string {
  const header = { typ: 'JWT', alg: 'ES256', kid: KEY_ID };
  const content = `${encoded(header)}.${encoded(claims)}`;
  const signature = sign('sha256', Buffer.from(content), { key, dsaEncoding: 'ieee-p1363' });
  return `${content}.${signature.toString('base64url')}`;
}

function encoded(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function basic({ username, password }: TokenUser): string {
  return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
}
