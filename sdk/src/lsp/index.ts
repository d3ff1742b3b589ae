/**
 * Inbound liquidity for hire: a channel with a provider's money on its side, of the best provider,
 * a named one, or by a quote that it has signed; the lease of it, read, renewed, ended and
 * followed; and what providers do. The bytes of quotes are those of the pallet.
 *
 * @module lsp
 */

export {
	acceptEnd, endReservation, followLease, giveUp, leaseOf, payFee, proposeEnd, renewLease,
	requestChannel, reserveStock, settleLease, type ChainLease, type ChannelRequest, type LeaseEnd,
	type Leased, type LeaseNews, type PaymentWay, type Renewed, type Selection, type StockRequest,
} from './leases.js';
export {
	addBond, beat, bestOffer, collectFees, delistItem, feeOf, leastBond, leaveProviders, listItem,
	menuOf, placeOf, providerOf, providersOf, registerProvider, setMenu, setProviderTerms,
	statisticsOf, stock, TERMS_MS, unstock, usesOfQuote, withdrawBond, type ChainProvider,
	type ChainStatistics,
	type NamedProvider, type Offer, type Place,
} from './providers.js';
export {
	checkQuote, QuoteError, quoteFromBytes, quoteId, quotePayload, quoteToBytes, QUOTES_DOMAIN,
	signQuote, type Quote, type QuoteReason, type QuoteWish, type SignedQuote,
} from './quotes.js';
export {
	admits, feeOfItem, FREE, lowestFee, MAX_ITEMS, NO_LIMITS, openingFee, type Item, type Limits,
	type Policy, type Terms,
} from './terms.js';
export type { SpendOptions } from '../budgets/spending.js';
