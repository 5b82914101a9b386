import { Document, isScalar, visit } from 'yaml';

/** The owner of what all environments share, such as the base of an overlay. */
export const EVERY_ENVIRONMENT = '*';

/**
 * The first line of every file that synth writes. By it synth knows its own files again: what has no
 * such line belongs to somebody else.
 *
 * @param owner Name of the environment, or `EVERY_ENVIRONMENT`.
 */
export function ownershipLine(owner: string): string {
  return `# Made by Tagboat from Pulumi.${owner}.yaml; changes are lost, except tags.\n`;
}

/** Values that a reader of YAML 1.1 or 1.2 might take for a number or a time begin like this. */
const LIKE_A_NUMBER = /^[-+.\d]/;

/**
 * A value as a YAML file with its ownership line. Argo CD, Helm and Kustomize read YAML 1.1, so what is
 * no string there (`on`, `0o17`) gets quotes.
 */
export function ownedText(owner: string, value: object): string {
  const document = new Document(value, { aliasDuplicateObjects: false, version: '1.1' });
  visit(document, {
    Scalar(_, node) {
      if (isScalar<string>(node) && isNumberLike(node.value)) node.type = 'QUOTE_DOUBLE';
    },
  });
  document.directives = undefined;
  return `${ownershipLine(owner)}${document.toString({ lineWidth: 0 })}`;
}

function isNumberLike(value: unknown): boolean {
  return typeof value === 'string' && LIKE_A_NUMBER.test(value);
}
