/**
 * The exchange: pairs, prices as ticks and amounts as lots, and both as people write them, exact;
 * orders placed, changed and followed; the balance there; and what the book has: depth, quotes, the
 * last day.
 *
 * @module dex
 */

export {
	followOrders, followTrades, type CutReason, type NamedOrder, type OrderChange, type OrderNews,
	type PairTrade,
} from './following.js';
export { deposit, holdingOf, setSlots, withdraw, type Holding } from './funds.js';
export {
	act, cancelAll, cancelOrder, drawOrderId, MAX_STEPS, ordersOf, placeOrder, quoteOrder,
	reduceOrder, replaceOrder, settleOrders, type Acted, type Action, type End, type FailedAction,
	type OrderAmount, type OrderKind, type OrderRequest, type Outcome, type OwnOrder, type Placed,
	type Resting, type Rests, type SelfTrade, type Taken, type Trade,
} from './orders.js';
export {
	bestOf, bookOf, collectPairFees, dayOf, depthOf, meanSteps, openPair, Pair, pairOf, pairsOf,
	priceSumOf, type Amount, type Best, type ChainBook, type Day, type Level, type PairTerms,
	type Price, type PriceSum, type Side,
} from './pairs.js';
export {
	isTick, LAST_TICK, stepsAt, tickAtLeast, tickAtMost, TICKS, worseBy,
} from './prices.js';
export {
	limitOf, quoteSwap, swapAssets, type HopResult, type SwapHop, type SwapRequest, type SwapResult,
	type SwapRoute, type Want,
} from './swapping.js';
export type { SpendOptions } from '../budgets/spending.js';
