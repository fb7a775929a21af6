// npm start: packages, build, store, demo round, server; one command on a fresh clone.
import { endWithNpm, prepare } from './prepare.mjs';

prepare();
endWithNpm();
await import('./dist/start-app.js');
