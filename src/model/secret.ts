/** A value that must not be seen: prints as `***` wherever it is formatted, logged or serialised. */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  /** The value itself, for the one place that sends it. */
  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return '***';
  }

  toJSON(): string {
    return '***';
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return '***';
  }
}

/** A user name and the password or token that goes with it. */
export interface Login {
  readonly username: string;
  readonly password: Secret;
}

/** A URL without its user information, query and fragment, fit for a log; also git's `user@host:path`. */
export function printableUrl(url: string): string {
  const parsed = url.includes('://') ? URL.parse(url) : null;
  if (parsed === null) return url.replace(/^([a-z+]+:\/\/)?[^/]*@/i, '$1').replace(/[?#].*$/, '');
  parsed.username = '';
  parsed.password = '';
  parsed.search = '';
  parsed.hash = '';
  return parsed.toString();
}
