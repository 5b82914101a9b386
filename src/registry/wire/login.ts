import { type Login, Secret } from '../../model/secret.ts';

/** Reads `user:password`, with the newline that files end with left out. Undefined when it is none. */
export function parseLogin(text: Secret): Login | undefined {
  const plain = text
    .reveal()
    .replace(/\r?\n$/, '')
    .replace(/\0+$/, '');
  const colon = plain.indexOf(':');
  if (colon < 1 || colon === plain.length - 1 || /[\r\n\0]/.test(plain)) return undefined;
  return { username: plain.slice(0, colon), password: new Secret(plain.slice(colon + 1)) };
}
