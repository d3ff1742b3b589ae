/**
 * A chain of the suite: connected by polkadot-api, with all calls, reads, constants and events
 * typed, errors in the words of their documentation, and channels opened, followed and defended.
 *
 * @module chain
 */

export {
	Chain, WrongChain, type Api, type Call, type ChainInfo, type ConnectOptions, type Done,
	type SystemEvent,
} from './chain.js';
export { eventOf, eventsOf } from './events.js';
export { ChainError, errorDocs, NotIncluded, Uncertain, type ErrorDocs } from './errors.js';
export {
	carryOut, chainLimits, challenge, channelMachine, defend, eventsIn, followChannel, forceClose,
	missedEvents, openChannel, revealedOn, settleChannel, topUp, type Defence, type FollowOptions,
	type OpenChannel,
} from './channels.js';
export {
	coSignedClose, coSignedState, coSignedWithdrawal, fromChainAsset, registeredInvoiceRef,
	signedInvoiceRef, toChainAsset, toChainInvoice, toChainMessage, toChainSide, toChainSignature,
	type ChainAsset, type ChainSide, type ChainSignature,
} from './values.js';
export { accountOf, addressOf } from '../core/address.js';
