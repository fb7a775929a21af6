import {
  useMutation,
  useQuery,
  useQueryClient,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query';
import type { SessionInfo } from '@duwen/shared/api';
import { call, setCsrfToken } from '../../ui/api-client';

const KEY = ['session'];

async function keep(answer: Promise<SessionInfo>): Promise<SessionInfo> {
  const session = await answer;
  setCsrfToken(session.csrfToken);
  return session;
}

/** Who is signed in. Also fetches the token that every change must carry. */
export function useSession(): UseQueryResult<SessionInfo> {
  return useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => keep(call<SessionInfo>('/api/session', { signal })),
    staleTime: Infinity,
  });
}

/** Signs in; the new session has a new token. */
export function useSignIn(): UseMutationResult<SessionInfo, Error, { username: string; password: string }> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body) => keep(call<SessionInfo>('/api/session', { method: 'POST', body })),
    onSuccess: (session) => {
      client.removeQueries({ predicate: (query) => query.queryKey[0] !== KEY[0] });
      client.setQueryData(KEY, session);
    },
  });
}

/** Signs out, and forgets everything that was read. */
export function useSignOut(): UseMutationResult<unknown, Error, void> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => call('/api/session', { method: 'DELETE' }),
    onSuccess: async () => {
      setCsrfToken(null);
      await client.resetQueries({ queryKey: KEY });
      client.removeQueries({ predicate: (query) => query.queryKey[0] !== KEY[0] });
    },
  });
}
