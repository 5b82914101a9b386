import { runSynth } from './synth/command.ts';

process.exitCode = runSynth(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
});
