/**
 * The off-chain half of a channel: a party's end of it as a state machine, without network, clock
 * or key, and a party at work on a wire. The contract, rule by rule, is that of the Rust module
 * `bloc_primitives::off_chain`; messages, signatures and backups are the same bytes.
 *
 * @module channel
 */

export { type Sign } from './begin.js';
export { gainer, isEnding, outcomeOf, paymentHash } from './change.js';
export { addedBy, DEFAULT_LIMITS, neededFor, reserveOf, type Outside } from './limits.js';
export { Machine } from './machine.js';
export type { ChainEvent } from './on-chain.js';
export {
	Party, type ChangeOptions, type PartyOptions, type SignPayload, type Store, type Transport,
} from './party.js';
export {
	changeCodec, envelopeCodec, machineCodec, Refused, REFUSAL_MEANS, REFUSALS, type Change,
	type ChannelEvent, type Ending, type Envelope, type Identity, type Limits, type MachineData,
	type PeerMessage, type Proposal, type Reaction, type Refusal, type Remedy, type Requested,
	type Stage,
} from './types.js';
export { WebSocketTransport, type Socket, type WebSocketOptions } from './websocket.js';
export { relay, type RelayServer, type RelaySocket } from './relay.js';
export {
	applyTransfer, balances, CHANNELS_DOMAIN, cutTo, MAX_HTLCS, NO_TRANSFER, payload, sureOf,
	type Close, type CoSigned, type Htlc, type Message, type NetTransfer, type State,
	type Withdrawal,
} from '../core/messages.js';
export { ofSide, otherSide, pairWith, SIDES, type Pair, type Side } from '../core/sides.js';
export {
	isSignedBy, multiSignature, splitSignature, wrapped, type AccountId, type MultiSignature,
	type Scheme,
} from '../core/signatures.js';
export { toBytes, toHex, type BytesLike, type Hex } from '../core/bytes.js';
