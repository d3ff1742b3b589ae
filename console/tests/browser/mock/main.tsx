// The page on a chain that is made up: what is shown, clicked and refused, without a node.

import { connectBy } from '../../../src/chain/connection.js';
import { start } from '../../../src/start.js';
import { MadeUp } from './chain.js';

const made = new MadeUp();
Object.assign(globalThis, { made });
connectBy((_, WebSocketClass) => made.connect(WebSocketClass));
start();
