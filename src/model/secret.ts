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

/** A URL without its user information and query, fit for a log. */
export function printableUrl(url: string): string {
  try {
    const parsed = new URL(url);
    parsed.username = '';
    parsed.password = '';
    parsed.search = '';
    parsed.hash = '';
    return parsed.toString();
  } catch {
    return url.replace(/^([a-z+]+:\/\/)?[^@/]*@/i, '$1');
  }
}
