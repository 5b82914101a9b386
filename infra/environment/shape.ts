import * as z from 'zod';
import type { Path } from './path.ts';

/** What is used of a JSON Schema. */
interface Shape {
  readonly properties?: Readonly<Record<string, Shape>> & { readonly kind?: Shape };
  readonly items?: Shape;
  readonly additionalProperties?: Shape | boolean;
  readonly anyOf?: readonly Shape[];
  readonly oneOf?: readonly Shape[];
  readonly const?: unknown;
}

/** The keys that a schema knows at a path; of a union, those of the kinds that the value there can be. */
export function keysAt(schema: z.ZodType, data: unknown, path: Path): readonly string[] {
  let value = data;
  let shapes = alternatives(z.toJSONSchema(schema, { io: 'input' }) as Shape, value);
  for (const step of path) {
    value = inside(value, step);
    shapes = shapes
      .flatMap((shape) => childOf(shape, step) ?? [])
      .flatMap((shape) => alternatives(shape, value));
  }
  return [...new Set(shapes.flatMap(({ properties = {} }) => Object.keys(properties)))];
}

function childOf(shape: Shape, step: string | number): Shape | undefined {
  if (typeof step === 'number') return shape.items;
  const { additionalProperties } = shape;
  return (
    shape.properties?.[step] ??
    (typeof additionalProperties === 'object' ? additionalProperties : undefined)
  );
}

/** The options of a union; with a discriminator, those that the value names. */
function alternatives(shape: Shape, value: unknown): readonly Shape[] {
  const options = shape.anyOf ?? shape.oneOf;
  if (options === undefined) return [shape];
  const kind = inside(value, 'kind');
  const named = options.filter(({ properties }) => properties?.kind?.const === kind);
  return kind === undefined || named.length === 0 ? options : named;
}

/** What a value read from YAML holds under a key or index. */
export function valueAt(data: unknown, path: Path): unknown {
  return path.reduce(inside, data);
}

function inside(value: unknown, step: string | number): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
  return (value as Readonly<Record<string | number, unknown>>)[step];
}
