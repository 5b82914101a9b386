/** Where an image runs, as OCI spells it: `linux`, `arm`, `v7`. */
export interface Platform {
  readonly os: string;
  readonly architecture: string;
  readonly variant?: string | undefined;
}

/**
 * Whether a platform passes the filters `os/arch[/variant]`; no filters let everything pass.
 * A filter without variant takes each variant (as upstream); `arm64` and `arm64/v8` are the same
 * thing (as containerd has it). A filter that is no platform matches nothing.
 */
export function matchesPlatform(platform: Platform, filters: readonly string[]): boolean {
  return filters.length === 0 || filters.some((filter) => matchesOne(platform, filter));
}

function matchesOne(platform: Platform, filter: string): boolean {
  const [os, architecture, variant, ...rest] = filter.trim().toLowerCase().split('/');
  if (os !== platform.os.toLowerCase() || architecture !== platform.architecture.toLowerCase()) {
    return false;
  }
  if (rest.length > 0) return false;
  return variant === undefined || variantOf(architecture, variant) === ownVariant(platform);
}

function ownVariant({ architecture, variant = '' }: Platform): string {
  return variantOf(architecture.toLowerCase(), variant.toLowerCase());
}

function variantOf(architecture: string, variant: string): string {
  return architecture === 'arm64' && variant === '' ? 'v8' : variant;
}
