import { Command } from 'commander';
import type { Io, SetExit } from './io.ts';

/** `tagboat demo`: the whole story on embedded servers. Loaded only when asked for. */
export function demoCommand(io: Io, setExit: SetExit): Command {
  return new Command('demo')
    .summary('show the whole path on embedded servers')
    .option('--keep', 'stay up and print the URLs', false)
    .action(async (options: { readonly keep: boolean }) => {
      const { tellStory } = await import('./demo/story.ts');
      setExit(await tellStory(io, options));
    });
}
