import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/**
 * Two entries that share nothing but `src/ui`: the respondent's pages (a phone loads only these) and the inspector's.
 * The target covers phones of 2019 and the webview of WeChat on them, for syntax and for style sheets.
 */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), { name: 'respondent-addresses', configureServer: serveRespondentAddresses }],
  resolve: {
    alias: [
      {
        find: /^@duwen\/shared\/([\w-]+)$/,
        replacement: `${import.meta.dirname}/../shared/src/$1/index.ts`,
      },
    ],
  },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: ['es2019', 'chrome78', 'safari13'],
    cssTarget: ['chrome78', 'safari13'],
    chunkSizeWarningLimit: 1700,
    rolldownOptions: { input: { inspect: 'index.html', respond: 'respond.html' } },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:3000' } },
});

interface DevServer {
  middlewares: {
    use(handle: (request: { url?: string }, response: unknown, next: () => void) => void): void;
  };
}

/** In development the built server is not there to send `/r/…` and `/preview/…` to the respondent's page. */
function serveRespondentAddresses(server: DevServer): void {
  server.middlewares.use((request, _response, next) => {
    if (/^\/(r|preview)\/[^.]*$/.test(request.url ?? '')) request.url = '/respond.html';
    next();
  });
}
