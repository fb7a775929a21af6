import { useCallback, useEffect, useState } from 'react';

export type Resource<T> =
  | { readonly state: 'loading' }
  | { readonly state: 'ready'; readonly value: T }
  | { readonly state: 'failed'; readonly error: unknown; readonly retry: () => void };

/**
 * Loads something once and keeps it.
 *
 * @param load must stay the same function for the same thing
 */
export function useResource<T>(load: () => Promise<T>): Resource<T> {
  const [attempt, setAttempt] = useState(0);
  const [loaded, setLoaded] = useState<{
    load: () => Promise<T>;
    attempt: number;
    result: Resource<T>;
  } | null>(null);
  const retry = useCallback(() => setAttempt((count) => count + 1), []);

  useEffect(() => {
    let wanted = true;
    load().then(
      (value) => wanted && setLoaded({ load, attempt, result: { state: 'ready', value } }),
      (error: unknown) => wanted && setLoaded({ load, attempt, result: { state: 'failed', error, retry } }),
    );
    return () => {
      wanted = false;
    };
  }, [load, attempt, retry]);

  return loaded && loaded.load === load && loaded.attempt === attempt ? loaded.result : { state: 'loading' };
}
