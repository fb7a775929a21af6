// npm run build: compile what has changed.
import { prepare } from './prepare.mjs';

prepare();
