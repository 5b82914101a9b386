import { check, defaultReportMessage, type IProperty } from 'fast-check';

/** Fails with the smallest counterexample when a synchronous property does not hold. */
export function holds<T>(property: IProperty<T>): void {
  const details = check(property);
  if (details.failed) throw new Error(defaultReportMessage(details));
}
