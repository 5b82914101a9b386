import type { IncomingMessage, ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';
import { gitEnvironment, settingVariables } from '../../../src/adapters/git-environment.ts';
import { runProcess } from '../../../src/adapters/git-process.ts';
import { type GitRequest, gitCounter } from '../../../src/demo/git/counts.ts';
import { createRepositories } from '../../../src/demo/git/repositories.ts';
import { Secret } from '../../../src/model/secret.ts';
import type { GitUnderTest } from '../../contract/git-suite.ts';
import { listen } from '../../support/listen.ts';
import { SERVER_SETTINGS, withRepositories } from './git-repositories.ts';

const PASSWORD = 'p w"$\'d';
const LOGIN = { username: 'tagboat', password: new Secret(PASSWORD) };
const AUTHORIZATION = `Basic ${Buffer.from(`tagboat:${PASSWORD}`).toString('base64')}`;
const ENVIRONMENT = {
  ...gitEnvironment(process.env, []),
  ...settingVariables(SERVER_SETTINGS),
};

export interface HttpBackend extends GitUnderTest {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  /** The only user. */
  readonly login: { readonly username: string; readonly password: string };
}

/** `git http-backend`, which is what forges and plain servers run, behind a web server that only passes on. */
export async function startHttpBackend(): Promise<HttpBackend> {
  const repositories = await createRepositories(process.env, SERVER_SETTINGS);
  const counter = gitCounter();
  const server = await listen((request, response) => {
    if (request.headers.authorization === AUTHORIZATION) {
      void serve(repositories.root, request, response, (step) => counter.add(step));
    } else {
      response.writeHead(401, { 'www-authenticate': 'Basic realm="git"' }).end();
    }
  });
  return {
    ...withRepositories(repositories, (name) => `${server.url}/${name}.git`),
    url: server.url,
    login: { username: LOGIN.username, password: PASSWORD },
    access: { kind: 'https', login: LOGIN },
    refused: { kind: 'https', login: { ...LOGIN, password: new Secret('wrong') } },
    counts() {
      const { lsRemotes, fetches, pushes } = counter.counts();
      return { reads: lsRemotes + fetches, pushes };
    },
    resetCounts: () => counter.reset(),
    async stop() {
      await server.close();
      await repositories.remove();
    },
  };
}

async function serve(
  root: string,
  request: IncomingMessage,
  response: ServerResponse,
  count: (request: GitRequest) => void,
): Promise<void> {
  const body = await buffer(request);
  const { pathname, search } = new URL(request.url ?? '', 'http://localhost');
  const encoding = request.headers['content-encoding'] ?? '';
  const plain = encoding === 'gzip' ? gunzipSync(body) : body;
  count({
    repository: pathname.replace(/\.git\/.*/, ''),
    step: stepOf(pathname, search),
    body: plain,
  });
  const env = {
    ...ENVIRONMENT,
    GIT_PROJECT_ROOT: root,
    GIT_HTTP_EXPORT_ALL: '1',
    PATH_INFO: pathname,
    QUERY_STRING: search.slice(1),
    REQUEST_METHOD: request.method ?? '',
    CONTENT_TYPE: request.headers['content-type'] ?? '',
    CONTENT_LENGTH: String(body.length),
    HTTP_CONTENT_ENCODING: encoding,
    GIT_PROTOCOL: String(request.headers['git-protocol'] ?? ''),
    REMOTE_USER: 'tagboat',
  };
  const limits = { env, stdin: body, timeoutMs: 30_000, maxBytes: 64 * 1024 * 1024 };
  const { stdout } = await runProcess('git', ['http-backend'], limits);
  reply(Buffer.from(stdout), response);
}

function stepOf(pathname: string, search: string): GitRequest['step'] {
  const push = `${pathname}${search}`.includes('git-receive-pack');
  if (pathname.endsWith('/info/refs')) return push ? 'push-refs' : 'read-refs';
  return push ? 'receive-pack' : 'upload-pack';
}

/** Passes on what a CGI program printed: headers, an empty line, the body. */
function reply(output: Buffer, response: ServerResponse): void {
  const end = output.indexOf('\r\n\r\n');
  for (const line of output.subarray(0, end).toString().split('\r\n')) {
    const [name = '', value = ''] = line.split(/: (.*)/s);
    if (name === 'Status') response.statusCode = Number.parseInt(value, 10);
    else response.setHeader(name, value);
  }
  response.end(output.subarray(end + 4));
}
