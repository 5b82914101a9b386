import { assert, type IProperty } from 'fast-check';

/** Fails with the smallest counterexample when a synchronous property does not hold. */
export function holds<T>(property: IProperty<T>): void {
  void assert(property);
}
