import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { errors, respondTexts } from '@duwen/shared/i18n';
import { startI18n } from '../ui/i18n';
import '../ui/theme.css';
import { addressOf } from './address';
import './respond.css';
import { RespondApp } from './respond-app';
import { restoreTextSize } from './screens/frame';

startI18n({ respond: respondTexts, errors });
restoreTextSize();
// A page begins at its heading, which takes the focus: after Back too, and wherever it was left.
history.scrollRestoration = 'manual';

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <RespondApp address={addressOf(location.pathname)} />
    </StrictMode>,
  );
}
