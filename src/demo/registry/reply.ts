/** A request as the handlers see it, its body read whole. */
export interface Request {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly body?: Buffer | string | undefined;
}

/** An error as distribution-spec writes them. */
export function problem(status: number, code: string, message: string): Reply {
  return jsonReply(status, { errors: [{ code, message, detail: null }] });
}

export function jsonReply(status: number, value: object): Reply {
  return {
    status,
    headers: { 'content-type': 'application/json' },
    body: `${JSON.stringify(value)}\n`,
  };
}
