/**
 * The short ways, for apps: pay an invoice, wait to be paid, stream by the second, within a budget.
 * What they are made of is in the other entry points.
 *
 * @module sdk
 */

export {
	Wallet, type AskOptions, type Asked, type Flowing, type WalletOptions,
} from './flows.js';
export { Budget, BudgetExceeded, changedNothing, type BudgetLimits } from './budgets/index.js';
export { ChainError, NotIncluded, Uncertain } from './chain/errors.js';
export { InvoiceError } from './invoice/document.js';
export { NoPlan, NotPaid } from './routes/index.js';
