import { QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { App, ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import { useState, type ReactNode } from 'react';
import { antdTheme } from '../../ui/antd-theme';
import { ApiProblem } from '../../ui/api-client';
import { WithheldHatch } from '../../ui/charts/hatch';
import { useLocale } from '../../ui/i18n';

/** A refusal won't change by asking again; a lost connection or a busy server may. */
function worthRetrying(failures: number, error: Error): boolean {
  if (error instanceof ApiProblem && error.status < 500) return false;
  return failures < 2;
}

function newQueryClient(): QueryClient {
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({
      onError: (error) => {
        // A session that ended elsewhere: the guard of the routes then shows the sign-in page.
        if (error instanceof ApiProblem && error.status === 401) {
          void client.invalidateQueries({ queryKey: ['session'] });
        }
      },
    }),
    defaultOptions: {
      // The server may stand in the office's own network: the browser's word that it is offline is no reason to wait in silence.
      queries: {
        networkMode: 'always',
        retry: worthRetrying,
        staleTime: 30_000,
        refetchOnWindowFocus: false,
      },
      mutations: { networkMode: 'always', retry: false },
    },
  });
  return client;
}

/** What every screen stands on: server state, Ant Design in our theme and the page's language, the pattern of withheld figures. */
export function Providers({ children }: { readonly children: ReactNode }): ReactNode {
  const { locale } = useLocale();
  const [client] = useState(newQueryClient);
  return (
    <QueryClientProvider client={client}>
      <ConfigProvider
        locale={locale === 'zh' ? zhCN : enUS}
        theme={antdTheme}
        button={{ autoInsertSpace: false }}
      >
        <App>
          <WithheldHatch />
          {children}
        </App>
      </ConfigProvider>
    </QueryClientProvider>
  );
}
