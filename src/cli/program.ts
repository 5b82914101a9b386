import { Command, CommanderError } from 'commander';
import { asTagboatError } from '../model/errors.ts';
import { clearCommand } from './clear.ts';
import { demoCommand } from './demo.ts';
import { explainCommand } from './explain.ts';
import type { ExitCode, Io } from './io.ts';
import { onceCommand } from './once.ts';
import { pickCommand } from './pick.ts';
import { runCommand } from './run.ts';

/** Runs the command that `args` name. Never rejects: what fails is told on standard error. */
export async function runProgram(args: readonly string[], io: Io): Promise<ExitCode> {
  let code: ExitCode = 0;
  const setExit = (value: ExitCode) => {
    code = value;
  };
  const commands = [
    runCommand,
    onceCommand,
    pickCommand,
    explainCommand,
    clearCommand,
    demoCommand,
  ];
  const program = commands
    .reduce((parent, command) => parent.addCommand(command(io, setExit)), new Command('tagboat'))
    .description(
      'From a pushed image tag to an Argo CD Application, with a reason for every decision.',
    )
    .exitOverride()
    .configureOutput({ writeOut: io.out, writeErr: io.err });
  for (const command of program.commands) command.copyInheritedSettings(program);
  try {
    await program.parseAsync(args, { from: 'user' });
    return code;
  } catch (thrown) {
    return exitCodeOf(thrown, io);
  }
}

function exitCodeOf(thrown: unknown, io: Io): ExitCode {
  if (thrown instanceof CommanderError) return thrown.exitCode === 0 ? 0 : 2;
  const error = asTagboatError(thrown, 'tagboat');
  io.err(`tagboat: ${error.message}\n`);
  return error.code === 'invalid-config' ? 2 : 1;
}
