// The page itself.

import { start } from './start.js';

start();
