// A call on its way: signed, in a block, final. What fails says why in the words of the pallet.

import type { Call, Chain, SystemEvent } from '@lightning-bloc/sdk/chain';
import type { Account } from '../chain/accounts.js';
import { chainFault, docsOf, faultOf, refusal, type Fault } from '../chain/errors.js';

/** What came of a call. */
export interface Outcome {
	readonly block: number;
	readonly events: readonly SystemEvent[];
}

/** How far a call has got. */
export type Phase = 'signing' | 'sent' | 'in block' | 'final';

/** A call that did not do what it was to do. */
export class CallFailed extends Error {
	constructor(readonly fault: Fault) {
		super(fault.title);
		this.name = 'CallFailed';
	}
}

/** What a call was refused for, or why it failed. */
async function failureOf(chain: Chain, call: Call, error: unknown): Promise<CallFailed> {
	if (error instanceof CallFailed) return error;
	const docs = await docsOf(chain).catch(() => new Map<string, string>());
	return new CallFailed(refusal(error, call.decodedCall.type, docs) ?? faultOf(error));
}

/** Has an account sign a call and sends it; answers once it is final. */
export async function submit(
	chain: Chain,
	account: Account,
	call: Call,
	tell: (phase: Phase, block?: number) => void = () => {},
): Promise<Outcome> {
	tell('signing');
	const watched = new Promise<Outcome>((resolve, reject) => {
		call.signSubmitAndWatch(account.signer.transactions).subscribe({
			next: (event) => {
				if (event.type === 'broadcasted') tell('sent');
				if (event.type === 'txBestBlocksState' && event.found && event.ok) {
					tell('in block', event.block.number);
				}
				if (event.type !== 'finalized') return;
				const { events, block } = event;
				if (event.ok) {
					tell('final', block.number);
					resolve({ block: block.number, events });
				} else {
					chain.error(event.dispatchError, block.hash)
						.then((error) => reject(new CallFailed(chainFault(error))), reject);
				}
			},
			error: reject,
		});
	});
	return watched.catch(async (error) => {
		throw await failureOf(chain, call, error);
	});
}
