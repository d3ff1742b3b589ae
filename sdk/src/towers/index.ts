/**
 * Watchtowers for hire: found, hired in an order and paid by the second; what they sign for a
 * state, and what a client checks of that; records sealed to them, given or posted; and what holds
 * them to it, misses proved and backups demanded. The bytes of receipts are those of the pallet,
 * what is sealed and given is as the agent has it.
 *
 * @module towers
 */

export {
	answerDemand, deliveredBackup, demandBackup, MAX_BACKUP, proveFalse, proveLate, proveMiss,
	type Answer, type Demanded, type Evidence, type Missed,
} from './claims.js';
export {
	openBackup, TowerClient, TowerError, uploadOf, type Restored, type TowerClientOptions,
	type TowerReason, type TowerUpload, type UploadRequest,
} from './client.js';
export {
	handedOf, isRecordOf, recordFromBytes, recordToBytes, sealRecord, unsealRecord, type RecordsOf,
	type TowerRecord,
} from './records.js';
export {
	backupHash, checkReceipt, isReceiptOf, keyAt, MAX_NAMED, MAX_SKEW_MS, namedHash,
	NO_BACKUP, receiptFromBytes, ReceiptError, receiptOf, receiptPayload, RECEIPTS_DOMAIN,
	receiptToBytes, signReceipt, sortedHashes, stateHash, type Handed, type HireName, type Receipt,
	type ReceiptExpected, type ReceiptReason, type SignedReceipt, type TowerKey,
} from './receipts.js';
export {
	MAX_CONTENT, seal, SEALED_LENGTHS, SealError, SEALING_DOMAIN, sealingKey, unseal, type SealedFor,
	type SealedKind,
} from './sealing.js';
export {
	addTowerBond, allTowers, ANY_TERMS, beatTower, collectPay, findTowers, isAsGoodAs, leaveTower,
	registerTower, retireTower, setTowerKey, setTowerProfile, setTowerTerms, towerOf, towerOfOwner,
	withdrawTowerBond, type ChainTower, type Profile, type Tower, type TowerRequest, type TowerTerms,
	type TowerWish,
} from './towers.js';
export {
	dismissTower, endWatch, expectedOf, hireRunsOutAt, hireTower, MAX_HIRES, MAX_INLINE, postingOf,
	postRecord, postState, reorderTowers, topUpHire, turnsOf, watchedOf, type ChainPosting,
	type ChainWatched, type Hired, type HireRequest, type Turn,
} from './watches.js';
export type { SpendOptions } from '../budgets/spending.js';
