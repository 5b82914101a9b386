import { fail, ok, type Result } from '../model/errors.ts';
import { quoted } from '../model/printable.ts';

const PLATFORM = /^[a-z0-9_]+\/[a-z0-9_]+(?:\/[a-z0-9_.]+)?$/;

/** Each platform is `os/arch` or `os/arch/variant`. */
export function checkPlatforms(platforms: readonly string[], where: string): Result<undefined> {
  const bad = platforms.find((platform) => !PLATFORM.test(platform));
  if (bad === undefined) return ok(undefined);
  return fail('invalid-config', {
    what: 'names no platform',
    where,
    found: quoted(bad),
    expected: 'os/arch or os/arch/variant in lower case, such as linux/amd64 or linux/arm/v7',
  });
}
