import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { Login } from '../../model/secret.ts';
import type { GitCounter, GitRequest } from './counts.ts';
import { directoryOf, isRepositoryName, type Repositories } from './repositories.ts';

/** When something happens between a client's look at a branch and its push. */
export type PushMoment =
  /** before the client sees the refs again: it notices itself */
  | 'refs'
  /** afterwards: the server notices */
  | 'pack';

/** What the server serves, and how; changes while it runs. */
export interface Served {
  readonly repositories: Repositories;
  readonly counter: GitCounter;
  readonly protocol2: boolean;
  login: Login | undefined;
  interruption:
    | { readonly moment: PushMoment; readonly action: () => Promise<unknown> }
    | undefined;
}

type Service = 'git-upload-pack' | 'git-receive-pack';

/** A request of smart HTTP (gitprotocol-http). */
interface Route {
  readonly repository: string;
  readonly service: Service;
  /** The advertisement of refs, which comes before everything else. */
  readonly refs: boolean;
}

const MAX_BODY = 64 * 1024 * 1024;
const PATH = /^\/(.+?)(?:\.git)?\/(info\/refs|git-upload-pack|git-receive-pack)$/;

/** Answers one request. */
export async function answer(
  served: Served,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const route = routeOf(request);
  if (route === undefined) return end(response, 404);
  if (!isLetIn(request, served.login)) {
    served.counter.addUnauthorized();
    response.setHeader('www-authenticate', 'Basic realm="tagboat demo"');
    return end(response, 401);
  }
  const body = await readBody(request);
  const { repository } = route;
  served.counter.add({ repository, step: stepOf(route), body });
  await interrupt(served, route);
  await serve(served, route, { request, response, body });
}

function routeOf({ url = '', method }: IncomingMessage): Route | undefined {
  const { pathname, searchParams } = new URL(url, 'http://localhost');
  const [, repository = '', action] = PATH.exec(pathname) ?? [];
  const refs = action === 'info/refs';
  const service = refs ? searchParams.get('service') : action;
  if (service !== 'git-upload-pack' && service !== 'git-receive-pack') return undefined;
  if (!isRepositoryName(repository)) return undefined;
  return method === (refs ? 'GET' : 'POST') ? { repository, service, refs } : undefined;
}

function isLetIn({ headers }: IncomingMessage, login: Login | undefined): boolean {
  if (login === undefined) return true;
  const pair = `${login.username}:${login.password.reveal()}`;
  const expected = Buffer.from(`Basic ${Buffer.from(pair).toString('base64')}`);
  const found = Buffer.from(headers.authorization ?? '');
  return found.length === expected.length && timingSafeEqual(found, expected);
}

function stepOf({ service, refs }: Route): GitRequest['step'] {
  if (service === 'git-upload-pack') return refs ? 'read-refs' : 'upload-pack';
  return refs ? 'push-refs' : 'receive-pack';
}

async function interrupt(served: Served, route: Route): Promise<void> {
  const moment = { 'push-refs': 'refs', 'receive-pack': 'pack' }[stepOf(route) as string];
  if (moment === undefined || served.interruption?.moment !== moment) return;
  const { action } = served.interruption;
  served.interruption = undefined;
  await action();
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly body: Uint8Array;
}

async function serve(
  { repositories, protocol2 }: Served,
  { repository, service, refs }: Route,
  { request, response, body }: Exchange,
): Promise<void> {
  const directory = directoryOf(repositories.root, repository);
  const protocol = protocol2 ? String(request.headers['git-protocol'] ?? '') : '';
  const result = await repositories.run(
    repository,
    [service.slice(4), '--stateless-rpc', ...(refs ? ['--advertise-refs'] : []), directory],
    { stdin: body, variables: /^[\w=.:-]+$/.test(protocol) ? { GIT_PROTOCOL: protocol } : {} },
  );
  if (refs && result.code !== 0) return end(response, 404);
  const kind = refs ? 'advertisement' : 'result';
  response.setHeader('content-type', `application/x-${service}-${kind}`);
  response.setHeader('cache-control', 'no-cache');
  if (refs && !protocol.includes('version=2')) response.write(preamble(service));
  response.end(result.stdout);
}

/** What older protocols say before the refs: a packet with the service's name, and a flush packet. */
function preamble(service: Service): string {
  const line = `# service=${service}\n`;
  return `${(line.length + 4).toString(16).padStart(4, '0')}${line}0000`;
}

async function readBody(request: IncomingMessage): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY) throw new Error('the request is too large');
    chunks.push(chunk);
  }
  const body = Buffer.concat(chunks);
  if (request.headers['content-encoding'] !== 'gzip') return body;
  return promisify(gunzip)(body, { maxOutputLength: MAX_BODY });
}

function end(response: ServerResponse, status: number): void {
  response.statusCode = status;
  response.end();
}
