/** Runs the task, unless one with this key is under way: then its answer is shared. */
export type SingleFlight<T> = (key: string, task: () => Promise<T>) => Promise<T>;

export function singleFlight<T>(): SingleFlight<T> {
  const flying = new Map<string, Promise<T>>();
  return (key, task) => {
    const found = flying.get(key);
    if (found !== undefined) return found;
    const flight = task().finally(() => flying.delete(key));
    flying.set(key, flight);
    return flight;
  };
}
