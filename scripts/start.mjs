// npm start: packages, build, store, demo round, server; one command on a fresh clone.
import { prepare } from './prepare.mjs';

prepare();
await import('./dist/start-app.js');
