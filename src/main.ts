#!/usr/bin/env node
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runProgram } from './cli/program.ts';

const ending = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => ending.abort(new Error(`stopped by ${signal}`)));
}

// Whoever reads the output has read enough: `tagboat explain … | head`.
process.stdout.once('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

// As upstream has it, an empty variable is none: manifests set them from keys that may be empty.
for (const [name, value] of Object.entries(process.env)) {
  if (value === '') delete process.env[name];
}

async function readInput(): Promise<string> {
  process.stdin.setEncoding('utf8');
  let text = '';
  for await (const chunk of process.stdin) text += String(chunk);
  return text;
}

const ARCHITECTURES: Readonly<Record<string, string>> = { x64: 'amd64', ia32: '386' };

process.exitCode = await runProgram(process.argv.slice(2), {
  environment: process.env,
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  readInput,
  colours: process.stdout.isTTY && process.env.NO_COLOR === undefined,
  platform: `${process.platform}/${ARCHITECTURES[process.arch] ?? process.arch}`,
  scratch: join(tmpdir(), `tagboat-${process.pid}`),
  signal: ending.signal,
});
