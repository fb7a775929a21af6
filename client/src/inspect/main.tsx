import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router';
import { config } from 'zod';
import { errors, inspectTexts } from '@duwen/shared/i18n';
import { startI18n } from '../ui/i18n';
import '../ui/theme.css';
import { Providers } from './shell/providers';
import { router } from './shell/router';
import './shell/shell.css';

// The content security policy forbids code made at run time; without this zod tries it once and the browser complains.
config({ jitless: true });
startI18n({ inspect: inspectTexts, errors });

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <Providers>
      <RouterProvider router={router} />
    </Providers>
  </StrictMode>,
);
