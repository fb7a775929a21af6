import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { errors, respondTexts } from '@duwen/shared/i18n';
import { startI18n } from '../ui/i18n';
import '../ui/theme.css';

startI18n({ respond: respondTexts, errors });

const root = document.getElementById('root');
if (root) createRoot(root).render(<StrictMode>{null}</StrictMode>);
