import { Enum, GetEnum, SizedHex, SS58String, ResultPayload, FixedSizeArray, TxCallData } from "polkadot-api";
type AnonymousEnum<T extends {}> = T & {
    __anonymous: true;
};
type MyTuple<T> = [T, ...T[]];
type SeparateUndefined<T> = undefined extends T ? undefined | Exclude<T, undefined> : T;
type Anonymize<T> = SeparateUndefined<T extends string | number | bigint | boolean | void | undefined | null | symbol | Uint8Array | Enum<any> ? T : T extends AnonymousEnum<infer V> ? Enum<V> : T extends MyTuple<any> ? {
    [K in keyof T]: T[K];
} : T extends [] ? [] : T extends FixedSizeArray<infer L, infer T> ? number extends L ? Array<T> : FixedSizeArray<L, T> : {
    [K in keyof T & string]: T[K];
}>;
export type I5sesotjlssv2d = {
    "nonce": number;
    "consumers": number;
    "providers": number;
    "sufficients": number;
    "data": Anonymize<I1q8tnt1cluu5j>;
};
export type I1q8tnt1cluu5j = {
    "free": bigint;
    "reserved": bigint;
    "frozen": bigint;
    "flags": bigint;
};
export type Iffmde3ekjedi9 = {
    "normal": Anonymize<I4q39t5hn830vp>;
    "operational": Anonymize<I4q39t5hn830vp>;
    "mandatory": Anonymize<I4q39t5hn830vp>;
};
export type I4q39t5hn830vp = {
    "ref_time": bigint;
    "proof_size": bigint;
};
export type I4mddgoa69c0a2 = Array<DigestItem>;
export type DigestItem = Enum<{
    "PreRuntime": [SizedHex<4>, Uint8Array];
    "Consensus": [SizedHex<4>, Uint8Array];
    "Seal": [SizedHex<4>, Uint8Array];
    "Other": Uint8Array;
    "RuntimeEnvironmentUpdated": undefined;
}>;
export declare const DigestItem: GetEnum<DigestItem>;
export type I31odun59b5pcq = Array<{
    "phase": Phase;
    "event": Enum<{
        "System": Anonymize<I9lmrs2qajg9oh>;
        "Grandpa": GrandpaEvent;
        "Balances": Anonymize<I9dnhk4j0bvr1c>;
        "TransactionPayment": TransactionPaymentEvent;
        "Sudo": Enum<{
            /**
             * A sudo call just took place.
             */
            "Sudid": {
                /**
                 * The result of the call made by the sudo user.
                 */
                "sudo_result": Anonymize<I9k2idt4fcfvpr>;
            };
            /**
             * The sudo key has been updated.
             */
            "KeyChanged": {
                /**
                 * The old sudo key (if one was previously set).
                 */
                "old"?: Anonymize<Ihfphjolmsqq1>;
                /**
                 * The new sudo key (if one was set).
                 */
                "new": SS58String;
            };
            /**
             * The key was permanently removed.
             */
            "KeyRemoved": undefined;
            /**
             * A [sudo_as](Pallet::sudo_as) call just took place.
             */
            "SudoAsDone": {
                /**
                 * The result of the call made by the sudo user.
                 */
                "sudo_result": Anonymize<I9k2idt4fcfvpr>;
            };
        }>;
        "Utility": Anonymize<I5qhnhh9ln65p8>;
        "Multisig": Enum<{
            /**
             * A new multisig operation has begun.
             */
            "NewMultisig": {
                "approving": SS58String;
                "multisig": SS58String;
                "call_hash": SizedHex<32>;
            };
            /**
             * A multisig operation has been approved by someone.
             */
            "MultisigApproval": {
                "approving": SS58String;
                "timepoint": Anonymize<Itvprrpb0nm3o>;
                "multisig": SS58String;
                "call_hash": SizedHex<32>;
            };
            /**
             * A multisig operation has been executed.
             */
            "MultisigExecuted": {
                "approving": SS58String;
                "timepoint": Anonymize<Itvprrpb0nm3o>;
                "multisig": SS58String;
                "call_hash": SizedHex<32>;
                "result": Anonymize<I9k2idt4fcfvpr>;
            };
            /**
             * A multisig operation has been cancelled.
             */
            "MultisigCancelled": {
                "cancelling": SS58String;
                "timepoint": Anonymize<Itvprrpb0nm3o>;
                "multisig": SS58String;
                "call_hash": SizedHex<32>;
            };
            /**
             * The deposit for a multisig operation has been updated/poked.
             */
            "DepositPoked": {
                "who": SS58String;
                "call_hash": SizedHex<32>;
                "old_deposit": bigint;
                "new_deposit": bigint;
            };
        }>;
        "Proxy": Anonymize<I3jujkphigu2oi>;
        "Preimage": PreimageEvent;
        "Scheduler": Enum<{
            /**
             * Scheduled some task.
             */
            "Scheduled": Anonymize<I5n4sebgkfr760>;
            /**
             * Canceled some task.
             */
            "Canceled": Anonymize<I5n4sebgkfr760>;
            /**
             * Dispatched some task.
             */
            "Dispatched": {
                "task": Anonymize<I9jd27rnpm8ttv>;
                "id"?: Anonymize<I4s6vifaf8k998>;
                "result": Anonymize<I9k2idt4fcfvpr>;
            };
            /**
             * Set a retry configuration for some task.
             */
            "RetrySet": {
                "task": Anonymize<I9jd27rnpm8ttv>;
                "id"?: Anonymize<I4s6vifaf8k998>;
                "period": number;
                "retries": number;
            };
            /**
             * Cancel a retry configuration for some task.
             */
            "RetryCancelled": {
                "task": Anonymize<I9jd27rnpm8ttv>;
                "id"?: Anonymize<I4s6vifaf8k998>;
            };
            /**
             * The call for the provided hash was not found so the task has been aborted.
             */
            "CallUnavailable": {
                "task": Anonymize<I9jd27rnpm8ttv>;
                "id"?: Anonymize<I4s6vifaf8k998>;
            };
            /**
             * The given task was unable to be renewed since the agenda is full at that block.
             */
            "PeriodicFailed": {
                "task": Anonymize<I9jd27rnpm8ttv>;
                "id"?: Anonymize<I4s6vifaf8k998>;
            };
            /**
             * The given task was unable to be retried since the agenda is full at that block or there
             * was not enough weight to reschedule it.
             */
            "RetryFailed": {
                "task": Anonymize<I9jd27rnpm8ttv>;
                "id"?: Anonymize<I4s6vifaf8k998>;
            };
            /**
             * The given task can never be executed since it is overweight.
             */
            "PermanentlyOverweight": {
                "task": Anonymize<I9jd27rnpm8ttv>;
                "id"?: Anonymize<I4s6vifaf8k998>;
            };
            /**
             * Agenda is incomplete from `when`.
             */
            "AgendaIncomplete": {
                "when": number;
            };
        }>;
        "Assets": Anonymize<Ibse1c0pgtcdtn>;
        "PoolAssets": Anonymize<Ibse1c0pgtcdtn>;
        "AssetsFreezer": Enum<{
            "Frozen": Anonymize<Idusmq77988cmt>;
            "Thawed": Anonymize<Idusmq77988cmt>;
        }>;
        "PoolAssetsFreezer": Enum<{
            "Frozen": Anonymize<Idusmq77988cmt>;
            "Thawed": Anonymize<Idusmq77988cmt>;
        }>;
        "AssetConversion": Enum<{
            /**
             * A successful call of the `CreatePool` extrinsic will create this event.
             */
            "PoolCreated": {
                /**
                 * The account that created the pool.
                 */
                "creator": SS58String;
                /**
                 * The pool id associated with the pool. Note that the order of the assets may not be
                 * the same as the order specified in the create pool extrinsic.
                 */
                "pool_id": Anonymize<I4lgr5i5qhk4i8>;
                /**
                 * The account ID of the pool.
                 */
                "pool_account": SS58String;
                /**
                 * The id of the liquidity tokens that will be minted when assets are added to this
                 * pool.
                 */
                "lp_token": number;
            };
            /**
             * A pool's swap fee was set, either at creation via [`Pallet::create_pool_with_fee`]
             * or afterwards via [`Pallet::set_pool_fee`].
             */
            "PoolFeeSet": Anonymize<Ied3h58e6qlrmv>;
            /**
             * A successful call of the `AddLiquidity` extrinsic will create this event.
             */
            "LiquidityAdded": {
                /**
                 * The account that the liquidity was taken from.
                 */
                "who": SS58String;
                /**
                 * The account that the liquidity tokens were minted to.
                 */
                "mint_to": SS58String;
                /**
                 * The pool id of the pool that the liquidity was added to.
                 */
                "pool_id": Anonymize<I4lgr5i5qhk4i8>;
                /**
                 * The amount of the first asset that was added to the pool.
                 */
                "amount1_provided": bigint;
                /**
                 * The amount of the second asset that was added to the pool.
                 */
                "amount2_provided": bigint;
                /**
                 * The id of the lp token that was minted.
                 */
                "lp_token": number;
                /**
                 * The amount of lp tokens that were minted of that id.
                 */
                "lp_token_minted": bigint;
            };
            /**
             * A successful call of the `RemoveLiquidity` extrinsic will create this event.
             */
            "LiquidityRemoved": {
                /**
                 * The account that the liquidity tokens were burned from.
                 */
                "who": SS58String;
                /**
                 * The account that the assets were transferred to.
                 */
                "withdraw_to": SS58String;
                /**
                 * The pool id that the liquidity was removed from.
                 */
                "pool_id": Anonymize<I4lgr5i5qhk4i8>;
                /**
                 * The amount of the first asset that was removed from the pool.
                 */
                "amount1": bigint;
                /**
                 * The amount of the second asset that was removed from the pool.
                 */
                "amount2": bigint;
                /**
                 * The id of the lp token that was burned.
                 */
                "lp_token": number;
                /**
                 * The amount of lp tokens that were burned of that id.
                 */
                "lp_token_burned": bigint;
                /**
                 * Liquidity withdrawal fee (%).
                 */
                "withdrawal_fee": number;
            };
            /**
             * Assets have been converted from one to another. Both `SwapExactTokenForToken`
             * and `SwapTokenForExactToken` will generate this event.
             */
            "SwapExecuted": {
                /**
                 * Which account was the instigator of the swap.
                 */
                "who": SS58String;
                /**
                 * The account that the assets were transferred to.
                 */
                "send_to": SS58String;
                /**
                 * The amount of the first asset that was swapped.
                 */
                "amount_in": bigint;
                /**
                 * The amount of the second asset that was received.
                 */
                "amount_out": bigint;
                /**
                 * The route of asset IDs with amounts that the swap went through.
                 * E.g. (A, amount_in) -> (Dot, amount_out) -> (B, amount_out)
                 */
                "path": Anonymize<Iaa3la3apam0ft>;
            };
            /**
             * Assets have been converted from one to another.
             */
            "SwapCreditExecuted": {
                /**
                 * The amount of the first asset that was swapped.
                 */
                "amount_in": bigint;
                /**
                 * The amount of the second asset that was received.
                 */
                "amount_out": bigint;
                /**
                 * The route of asset IDs with amounts that the swap went through.
                 * E.g. (A, amount_in) -> (Dot, amount_out) -> (B, amount_out)
                 */
                "path": Anonymize<Iaa3la3apam0ft>;
            };
            /**
             * Pool has been touched in order to fulfill operational requirements.
             */
            "Touched": {
                /**
                 * The ID of the pool.
                 */
                "pool_id": Anonymize<I4lgr5i5qhk4i8>;
                /**
                 * The account initiating the touch.
                 */
                "who": SS58String;
            };
        }>;
        "AssetRewards": Enum<{
            /**
             * An account staked some tokens in a pool.
             */
            "Staked": {
                /**
                 * The account that staked assets.
                 */
                "staker": SS58String;
                /**
                 * The pool.
                 */
                "pool_id": number;
                /**
                 * The staked asset amount.
                 */
                "amount": bigint;
            };
            /**
             * An account unstaked some tokens from a pool.
             */
            "Unstaked": {
                /**
                 * The account that signed transaction.
                 */
                "caller": SS58String;
                /**
                 * The account that unstaked assets.
                 */
                "staker": SS58String;
                /**
                 * The pool.
                 */
                "pool_id": number;
                /**
                 * The unstaked asset amount.
                 */
                "amount": bigint;
            };
            /**
             * An account harvested some rewards.
             */
            "RewardsHarvested": {
                /**
                 * The account that signed transaction.
                 */
                "caller": SS58String;
                /**
                 * The account that unstaked assets.
                 */
                "staker": SS58String;
                /**
                 * The pool.
                 */
                "pool_id": number;
                /**
                 * The unstaked asset amount.
                 */
                "amount": bigint;
            };
            /**
             * A new reward pool was created.
             */
            "PoolCreated": {
                /**
                 * The account that created the pool.
                 */
                "creator": SS58String;
                /**
                 * The unique ID for the new pool.
                 */
                "pool_id": number;
                /**
                 * The staking asset.
                 */
                "staked_asset_id": Anonymize<I37de6ndesip1h>;
                /**
                 * The reward asset.
                 */
                "reward_asset_id": Anonymize<I37de6ndesip1h>;
                /**
                 * The initial reward rate per block.
                 */
                "reward_rate_per_block": bigint;
                /**
                 * The block the pool will cease to accumulate rewards.
                 */
                "expiry_block": number;
                /**
                 * The account allowed to modify the pool.
                 */
                "admin": SS58String;
            };
            /**
             * A pool reward rate was modified by the admin.
             */
            "PoolRewardRateModified": Anonymize<I3fl7kvh9tccu2>;
            /**
             * A pool admin was modified.
             */
            "PoolAdminModified": Anonymize<I51711mrb372ih>;
            /**
             * A pool expiry block was modified by the admin.
             */
            "PoolExpiryBlockModified": {
                /**
                 * The modified pool.
                 */
                "pool_id": number;
                /**
                 * The new expiry block.
                 */
                "new_expiry_block": number;
            };
            /**
             * A pool information was cleared after it's completion.
             */
            "PoolCleanedUp": Anonymize<I931cottvong90>;
        }>;
        "Channels": Anonymize<I6s7u35bneem9l>;
        "Mpp": Anonymize<I68lf06llnuij2>;
        "Rebalancing": Anonymize<Ibtj79bd8i7me0>;
        "Lsp": Anonymize<I4gg16o7a24rmc>;
        "Watchtowers": Anonymize<I671r4bl2mlcjm>;
        "Swaps": Anonymize<If9lm3qipjrpf>;
        "Streaming": Anonymize<Ia21ok426i0ers>;
        "Recurring": Anonymize<I679obagcsm2ic>;
        "Dex": Anonymize<I3slpoiccj5dig>;
    }>;
    "topics": Anonymize<Ic5m5lp1oioo8r>;
}>;
export type Phase = Enum<{
    "ApplyExtrinsic": number;
    "Finalization": undefined;
    "Initialization": undefined;
}>;
export declare const Phase: GetEnum<Phase>;
export type I9lmrs2qajg9oh = AnonymousEnum<{
    /**
     * An extrinsic completed successfully.
     */
    "ExtrinsicSuccess": Anonymize<Ia82mnkmeo2rhc>;
    /**
     * An extrinsic failed.
     */
    "ExtrinsicFailed": Anonymize<I6hk88mp7guvik>;
    /**
     * `:code` was updated to the code with the given hash.
     */
    "CodeUpdated": Anonymize<I1jm8m1rh9e20v>;
    /**
     * A new account was created.
     */
    "NewAccount": Anonymize<Icbccs0ug47ilf>;
    /**
     * An account was reaped.
     */
    "KilledAccount": Anonymize<Icbccs0ug47ilf>;
    /**
     * On on-chain remark happened.
     */
    "Remarked": Anonymize<I855j4i3kr8ko1>;
    /**
     * An upgrade was authorized.
     */
    "UpgradeAuthorized": Anonymize<Ibgl04rn6nbfm6>;
    /**
     * An invalid authorized upgrade was rejected while trying to apply it.
     */
    "RejectedInvalidAuthorizedUpgrade": Anonymize<I3f6hrkbukiv4m>;
}>;
export type Ia82mnkmeo2rhc = {
    "dispatch_info": Anonymize<Ic9s8f85vjtncc>;
};
export type Ic9s8f85vjtncc = {
    "weight": Anonymize<I4q39t5hn830vp>;
    "class": DispatchClass;
    "pays_fee": Enum<{
        "Yes": undefined;
        "No": undefined;
    }>;
};
export type DispatchClass = Enum<{
    "Normal": undefined;
    "Operational": undefined;
    "Mandatory": undefined;
}>;
export declare const DispatchClass: GetEnum<DispatchClass>;
export type I6hk88mp7guvik = {
    "dispatch_error": Anonymize<Icpasnck0ga36a>;
    "dispatch_info": Anonymize<Ic9s8f85vjtncc>;
};
export type Icpasnck0ga36a = AnonymousEnum<{
    "Other": undefined;
    "CannotLookup": undefined;
    "BadOrigin": undefined;
    "Module": Enum<{
        "System": Anonymize<I5o0s7c8q1cc9b>;
        "Timestamp": undefined;
        "ChainIdentity": undefined;
        "Grandpa": Anonymize<I7q8i0pp1gkas6>;
        "Balances": Anonymize<Idj13i7adlomht>;
        "Sudo": Anonymize<Iaug04qjhbli00>;
        "Utility": Anonymize<I8dt2g2hcrgh36>;
        "Multisig": Anonymize<Ia76qmhhg4jvb9>;
        "Proxy": Anonymize<Iuvt54ei4cehc>;
        "Preimage": Anonymize<I4cfhml1prt4lu>;
        "Scheduler": Anonymize<If7oa8fprnilo5>;
        "Assets": Anonymize<Ide093k05nogkn>;
        "PoolAssets": Anonymize<Ide093k05nogkn>;
        "AssetsFreezer": Anonymize<I4dd4ctqfnk5kr>;
        "PoolAssetsFreezer": Anonymize<I4dd4ctqfnk5kr>;
        "AssetConversion": Anonymize<Id19hmjndp1blq>;
        "AssetRewards": Anonymize<I1vqs5qaqr6h6>;
        "Channels": Anonymize<Id90rabq40in9s>;
        "Mpp": Anonymize<Ifmnlo07h9qvis>;
        "Rebalancing": Anonymize<Ic2uj7ihegn9s3>;
        "Lsp": Anonymize<Iaeskctp9krnk8>;
        "Watchtowers": Anonymize<Ic381brf5eucbu>;
        "Swaps": Anonymize<Ib2rgejlmgahpa>;
        "Streaming": Anonymize<If7mh6ubhtdn9p>;
        "Recurring": Anonymize<Ianoh8hedf7l5u>;
        "Dex": Anonymize<Ifpf4p2djb8hii>;
    }>;
    "ConsumerRemaining": undefined;
    "NoProviders": undefined;
    "TooManyConsumers": undefined;
    "Token": TokenError;
    "Arithmetic": ArithmeticError;
    "Transactional": TransactionalError;
    "Exhausted": undefined;
    "Corruption": undefined;
    "Unavailable": undefined;
    "RootNotAllowed": undefined;
    "Trie": Enum<{
        "InvalidStateRoot": undefined;
        "IncompleteDatabase": undefined;
        "ValueAtIncompleteKey": undefined;
        "DecoderError": undefined;
        "InvalidHash": undefined;
        "DuplicateKey": undefined;
        "ExtraneousNode": undefined;
        "ExtraneousValue": undefined;
        "ExtraneousHashReference": undefined;
        "InvalidChildReference": undefined;
        "ValueMismatch": undefined;
        "IncompleteProof": undefined;
        "RootMismatch": undefined;
        "DecodeError": undefined;
    }>;
}>;
export type I5o0s7c8q1cc9b = AnonymousEnum<{
    /**
     * The name of specification does not match between the current runtime
     * and the new runtime.
     */
    "InvalidSpecName": undefined;
    /**
     * The specification version is not allowed to decrease between the current runtime
     * and the new runtime.
     */
    "SpecVersionNeedsToIncrease": undefined;
    /**
     * Failed to extract the runtime version from the new runtime.
     *
     * Either calling `Core_version` or decoding `RuntimeVersion` failed.
     */
    "FailedToExtractRuntimeVersion": undefined;
    /**
     * Suicide called when the account has non-default composite data.
     */
    "NonDefaultComposite": undefined;
    /**
     * There is a non-zero reference count preventing the account from being purged.
     */
    "NonZeroRefCount": undefined;
    /**
     * The origin filter prevent the call to be dispatched.
     */
    "CallFiltered": undefined;
    /**
     * A multi-block migration is ongoing and prevents the current code from being replaced.
     */
    "MultiBlockMigrationsOngoing": undefined;
    /**
     * No upgrade authorized.
     */
    "NothingAuthorized": undefined;
    /**
     * The submitted code is not authorized.
     */
    "Unauthorized": undefined;
}>;
export type I7q8i0pp1gkas6 = AnonymousEnum<{
    /**
     * Attempt to signal GRANDPA pause when the authority set isn't live
     * (either paused or already pending pause).
     */
    "PauseFailed": undefined;
    /**
     * Attempt to signal GRANDPA resume when the authority set isn't paused
     * (either live or already pending resume).
     */
    "ResumeFailed": undefined;
    /**
     * Attempt to signal GRANDPA change with one already pending.
     */
    "ChangePending": undefined;
    /**
     * Cannot signal forced change so soon after last.
     */
    "TooSoon": undefined;
    /**
     * A key ownership proof provided as part of an equivocation report is invalid.
     */
    "InvalidKeyOwnershipProof": undefined;
    /**
     * An equivocation proof provided as part of an equivocation report is invalid.
     */
    "InvalidEquivocationProof": undefined;
    /**
     * A given equivocation report is valid but already previously reported.
     */
    "DuplicateOffenceReport": undefined;
}>;
export type Idj13i7adlomht = AnonymousEnum<{
    /**
     * Vesting balance too high to send value.
     */
    "VestingBalance": undefined;
    /**
     * Account liquidity restrictions prevent withdrawal.
     */
    "LiquidityRestrictions": undefined;
    /**
     * Balance too low to send value.
     */
    "InsufficientBalance": undefined;
    /**
     * Value too low to create account due to existential deposit.
     */
    "ExistentialDeposit": undefined;
    /**
     * Transfer/payment would kill account.
     */
    "Expendability": undefined;
    /**
     * A vesting schedule already exists for this account.
     */
    "ExistingVestingSchedule": undefined;
    /**
     * Beneficiary account must pre-exist.
     */
    "DeadAccount": undefined;
    /**
     * Number of named reserves exceed `MaxReserves`.
     */
    "TooManyReserves": undefined;
    /**
     * Number of holds exceed `VariantCountOf<T::RuntimeHoldReason>`.
     */
    "TooManyHolds": undefined;
    /**
     * Number of freezes exceed `MaxFreezes`.
     */
    "TooManyFreezes": undefined;
    /**
     * The issuance cannot be modified since it is already deactivated.
     */
    "IssuanceDeactivated": undefined;
    /**
     * The delta cannot be zero.
     */
    "DeltaZero": undefined;
}>;
export type Iaug04qjhbli00 = AnonymousEnum<{
    /**
     * Sender must be the Sudo account.
     */
    "RequireSudo": undefined;
}>;
export type I8dt2g2hcrgh36 = AnonymousEnum<{
    /**
     * Too many calls batched.
     */
    "TooManyCalls": undefined;
}>;
export type Ia76qmhhg4jvb9 = AnonymousEnum<{
    /**
     * Threshold must be 2 or greater.
     */
    "MinimumThreshold": undefined;
    /**
     * Call is already approved by this signatory.
     */
    "AlreadyApproved": undefined;
    /**
     * Call doesn't need any (more) approvals.
     */
    "NoApprovalsNeeded": undefined;
    /**
     * There are too few signatories in the list.
     */
    "TooFewSignatories": undefined;
    /**
     * There are too many signatories in the list.
     */
    "TooManySignatories": undefined;
    /**
     * The signatories were provided out of order; they should be ordered.
     */
    "SignatoriesOutOfOrder": undefined;
    /**
     * The sender was contained in the other signatories; it shouldn't be.
     */
    "SenderInSignatories": undefined;
    /**
     * Multisig operation not found in storage.
     */
    "NotFound": undefined;
    /**
     * Only the account that originally created the multisig is able to cancel it or update
     * its deposits.
     */
    "NotOwner": undefined;
    /**
     * No timepoint was given, yet the multisig operation is already underway.
     */
    "NoTimepoint": undefined;
    /**
     * A different timepoint was given to the multisig operation that is underway.
     */
    "WrongTimepoint": undefined;
    /**
     * A timepoint was given, yet no multisig operation is underway.
     */
    "UnexpectedTimepoint": undefined;
    /**
     * The maximum weight information provided was too low.
     */
    "MaxWeightTooLow": undefined;
    /**
     * The data to be stored is already stored.
     */
    "AlreadyStored": undefined;
}>;
export type Iuvt54ei4cehc = AnonymousEnum<{
    /**
     * There are too many proxies registered or too many announcements pending.
     */
    "TooMany": undefined;
    /**
     * Proxy registration not found.
     */
    "NotFound": undefined;
    /**
     * Sender is not a proxy of the account to be proxied.
     */
    "NotProxy": undefined;
    /**
     * A call which is incompatible with the proxy type's filter was attempted.
     */
    "Unproxyable": undefined;
    /**
     * Account is already a proxy.
     */
    "Duplicate": undefined;
    /**
     * Call may not be made by proxy because it may escalate its privileges.
     */
    "NoPermission": undefined;
    /**
     * Announcement, if made at all, was made too recently.
     */
    "Unannounced": undefined;
    /**
     * Cannot add self as proxy.
     */
    "NoSelfProxy": undefined;
}>;
export type I4cfhml1prt4lu = AnonymousEnum<{
    /**
     * Preimage is too large to store on-chain.
     */
    "TooBig": undefined;
    /**
     * Preimage has already been noted on-chain.
     */
    "AlreadyNoted": undefined;
    /**
     * The user is not authorized to perform this action.
     */
    "NotAuthorized": undefined;
    /**
     * The preimage cannot be removed since it has not yet been noted.
     */
    "NotNoted": undefined;
    /**
     * A preimage may not be removed when there are outstanding requests.
     */
    "Requested": undefined;
    /**
     * The preimage request cannot be removed since no outstanding requests exist.
     */
    "NotRequested": undefined;
    /**
     * More than `MAX_HASH_UPGRADE_BULK_COUNT` hashes were requested to be upgraded at once.
     */
    "TooMany": undefined;
    /**
     * Too few hashes were requested to be upgraded (i.e. zero).
     */
    "TooFew": undefined;
}>;
export type If7oa8fprnilo5 = AnonymousEnum<{
    /**
     * Failed to schedule a call
     */
    "FailedToSchedule": undefined;
    /**
     * Cannot find the scheduled call.
     */
    "NotFound": undefined;
    /**
     * Given target block number is in the past.
     */
    "TargetBlockNumberInPast": undefined;
    /**
     * Reschedule failed because it does not change scheduled time.
     */
    "RescheduleNoChange": undefined;
    /**
     * Attempt to use a non-named function on a named task.
     */
    "Named": undefined;
}>;
export type Ide093k05nogkn = AnonymousEnum<{
    /**
     * Account balance must be greater than or equal to the transfer amount.
     */
    "BalanceLow": undefined;
    /**
     * The account to alter does not exist.
     */
    "NoAccount": undefined;
    /**
     * The signing account has no permission to do the operation.
     */
    "NoPermission": undefined;
    /**
     * The given asset ID is unknown.
     */
    "Unknown": undefined;
    /**
     * The origin account is frozen.
     */
    "Frozen": undefined;
    /**
     * The asset ID is already taken.
     */
    "InUse": undefined;
    /**
     * Invalid witness data given.
     */
    "BadWitness": undefined;
    /**
     * Minimum balance should be non-zero.
     */
    "MinBalanceZero": undefined;
    /**
     * Unable to increment the consumer reference counters on the account. Either no provider
     * reference exists to allow a non-zero balance of a non-self-sufficient asset, or one
     * fewer then the maximum number of consumers has been reached.
     */
    "UnavailableConsumer": undefined;
    /**
     * Invalid metadata given.
     */
    "BadMetadata": undefined;
    /**
     * No approval exists that would allow the transfer.
     */
    "Unapproved": undefined;
    /**
     * The source account would not survive the transfer and it needs to stay alive.
     */
    "WouldDie": undefined;
    /**
     * The asset-account already exists.
     */
    "AlreadyExists": undefined;
    /**
     * The asset-account doesn't have an associated deposit.
     */
    "NoDeposit": undefined;
    /**
     * The operation would result in funds being burned.
     */
    "WouldBurn": undefined;
    /**
     * The asset is a live asset and is actively being used. Usually emit for operations such
     * as `start_destroy` which require the asset to be in a destroying state.
     */
    "LiveAsset": undefined;
    /**
     * The asset is not live, and likely being destroyed.
     */
    "AssetNotLive": undefined;
    /**
     * The asset status is not the expected status.
     */
    "IncorrectStatus": undefined;
    /**
     * The asset should be frozen before the given operation.
     */
    "NotFrozen": undefined;
    /**
     * Callback action resulted in error
     */
    "CallbackFailed": undefined;
    /**
     * The asset ID is not the one required by [`Config::AssetIdAllocator`].
     */
    "BadAssetId": undefined;
    /**
     * The [`Config::AssetIdAllocator`] cannot allocate the asset ID: the id space is
     * exhausted.
     */
    "AssetIdAllocationFailed": undefined;
    /**
     * The asset cannot be destroyed because some accounts for this asset contain freezes.
     */
    "ContainsFreezes": undefined;
    /**
     * The asset cannot be destroyed because some accounts for this asset contain holds.
     */
    "ContainsHolds": undefined;
    /**
     * Tried setting too many reserves.
     */
    "TooManyReserves": undefined;
    /**
     * The asset deposit could not be fully moved due to a lock or freeze on the owner.
     */
    "IncompleteDepositTransfer": undefined;
}>;
export type I4dd4ctqfnk5kr = AnonymousEnum<{
    /**
     * Number of freezes on an account would exceed `MaxFreezes`.
     */
    "TooManyFreezes": undefined;
}>;
export type Id19hmjndp1blq = AnonymousEnum<{
    /**
     * Provided asset pair is not supported for pool.
     */
    "InvalidAssetPair": undefined;
    /**
     * Pool already exists.
     */
    "PoolExists": undefined;
    /**
     * Desired amount can't be zero.
     */
    "WrongDesiredAmount": undefined;
    /**
     * Provided amount should be greater than or equal to the existential deposit/asset's
     * minimal amount.
     */
    "AmountOneLessThanMinimal": undefined;
    /**
     * Provided amount should be greater than or equal to the existential deposit/asset's
     * minimal amount.
     */
    "AmountTwoLessThanMinimal": undefined;
    /**
     * Reserve needs to always be greater than or equal to the existential deposit/asset's
     * minimal amount.
     */
    "ReserveLeftLessThanMinimal": undefined;
    /**
     * Desired amount can't be equal to the pool reserve.
     */
    "AmountOutTooHigh": undefined;
    /**
     * The pool doesn't exist.
     */
    "PoolNotFound": undefined;
    /**
     * An overflow happened.
     */
    "Overflow": undefined;
    /**
     * The minimal amount requirement for the first token in the pair wasn't met.
     */
    "AssetOneDepositDidNotMeetMinimum": undefined;
    /**
     * The minimal amount requirement for the second token in the pair wasn't met.
     */
    "AssetTwoDepositDidNotMeetMinimum": undefined;
    /**
     * The minimal amount requirement for the first token in the pair wasn't met.
     */
    "AssetOneWithdrawalDidNotMeetMinimum": undefined;
    /**
     * The minimal amount requirement for the second token in the pair wasn't met.
     */
    "AssetTwoWithdrawalDidNotMeetMinimum": undefined;
    /**
     * Optimal calculated amount is less than desired.
     */
    "OptimalAmountLessThanDesired": undefined;
    /**
     * Insufficient liquidity minted.
     */
    "InsufficientLiquidityMinted": undefined;
    /**
     * Requested liquidity can't be zero.
     */
    "ZeroLiquidity": undefined;
    /**
     * Amount can't be zero.
     */
    "ZeroAmount": undefined;
    /**
     * Calculated amount out is less than provided minimum amount.
     */
    "ProvidedMinimumNotSufficientForSwap": undefined;
    /**
     * Provided maximum amount is not sufficient for swap.
     */
    "ProvidedMaximumNotSufficientForSwap": undefined;
    /**
     * The provided path must consists of 2 assets at least.
     */
    "InvalidPath": undefined;
    /**
     * The provided path must consists of unique assets.
     */
    "NonUniquePath": undefined;
    /**
     * It was not possible to get or increment the Id of the pool.
     */
    "IncorrectPoolAssetId": undefined;
    /**
     * The destination account cannot exist with the swapped funds.
     */
    "BelowMinimum": undefined;
    /**
     * The pool exists but has no liquidity (at least one of the reserves is zero).
     */
    "PoolEmpty": undefined;
    /**
     * The fee exceeds [`Config::MaxSwapFee`].
     */
    "FeeTooHigh": undefined;
    /**
     * The pool account can't send one of its assets (e.g. the asset class is frozen or the
     * pool account is blocked).
     */
    "PoolUnavailable": undefined;
}>;
export type I1vqs5qaqr6h6 = AnonymousEnum<{
    /**
     * The staker does not have enough tokens to perform the operation.
     */
    "NotEnoughTokens": undefined;
    /**
     * An operation was attempted on a non-existent pool.
     */
    "NonExistentPool": undefined;
    /**
     * An operation was attempted for a non-existent staker.
     */
    "NonExistentStaker": undefined;
    /**
     * An operation was attempted with a non-existent asset.
     */
    "NonExistentAsset": undefined;
    /**
     * There was an error converting a block number.
     */
    "BlockNumberConversionError": undefined;
    /**
     * The expiry block must be in the future.
     */
    "ExpiryBlockMustBeInTheFuture": undefined;
    /**
     * Insufficient funds to create the freeze.
     */
    "InsufficientFunds": undefined;
    /**
     * The expiry block can be only extended.
     */
    "ExpiryCut": undefined;
    /**
     * The reward rate per block can be only increased.
     */
    "RewardRateCut": undefined;
    /**
     * The pool still has staked tokens or rewards.
     */
    "NonEmptyPool": undefined;
}>;
export type Id90rabq40in9s = AnonymousEnum<{
    /**
     * There is no such channel, or no longer.
     */
    "NotFound": undefined;
    /**
     * The caller is not a party of the channel.
     */
    "NotParty": undefined;
    /**
     * Only the opener can do this.
     */
    "NotOpener": undefined;
    /**
     * Only the counterparty can do this.
     */
    "NotCounterparty": undefined;
    /**
     * The channel is not open: it is only proposed, or already closing.
     */
    "NotOpen": undefined;
    /**
     * The channel is not an unanswered proposal.
     */
    "NotProposed": undefined;
    /**
     * The channel is not closing.
     */
    "NotClosing": undefined;
    /**
     * The channel is paid out already; only what is pending is left.
     */
    "AlreadySettled": undefined;
    /**
     * Both parties are the same account.
     */
    "SameParty": undefined;
    /**
     * An amount is zero.
     */
    "ZeroAmount": undefined;
    /**
     * The channel would hold less than the minimum balance of its asset (dust).
     */
    "BelowMinimum": undefined;
    /**
     * There is no such asset.
     */
    "UnknownAsset": undefined;
    /**
     * The channel is in another asset.
     */
    "WrongAsset": undefined;
    /**
     * The challenge period is shorter than the shortest.
     */
    "ChallengePeriodTooShort": undefined;
    /**
     * The challenge period is longer than the longest.
     */
    "ChallengePeriodTooLong": undefined;
    /**
     * The deadline of a proposal is now or in the past.
     */
    "DeadlineTooSoon": undefined;
    /**
     * A deadline is too far in the future: of a proposal, of an HTLC, or of an ending.
     */
    "DeadlineTooFar": undefined;
    /**
     * Too late: the proposal or the ending has expired, or the challenge period is over, also that
     * of a request.
     */
    "Expired": undefined;
    /**
     * Too early: the challenge period is not over, also that of a request, the preimage still has to be kept, or the
     * approval still counts.
     */
    "NotExpired": undefined;
    /**
     * The free ledger balance of the party does not cover the amount.
     */
    "InsufficientLedger": undefined;
    /**
     * A party would get less than nothing: the message moves, or the party claims, more than it
     * has committed.
     */
    "ExceedsCommitted": undefined;
    /**
     * The version is not above the one that counts: the base, or the state presented last.
     */
    "StaleVersion": undefined;
    /**
     * The opener's signature is not one over this message, channel and chain.
     */
    "BadOpenerSignature": undefined;
    /**
     * The counterparty's signature is not one over this message, channel and chain.
     */
    "BadCounterpartySignature": undefined;
    /**
     * Something in the channel is still locked for payments under way.
     */
    "HasLocks": undefined;
    /**
     * Something in the channel is committed: only both parties' signatures divide that.
     */
    "HasCommitted": undefined;
    /**
     * A fee rate is above a million millionths, or the smallest amount above the largest.
     */
    "UnsoundPolicy": undefined;
    /**
     * The party's policy does not let this payment pass, or it has none.
     */
    "PolicyRefuses": undefined;
    /**
     * The preimage is known already.
     */
    "AlreadyRevealed": undefined;
    /**
     * The preimage is not known.
     */
    "NotRevealed": undefined;
    /**
     * There is no credit to claim.
     */
    "NoCredit": undefined;
    /**
     * A sum does not fit.
     */
    "Overflow": undefined;
    /**
     * The pallet has less of the asset than it owes, since the asset's issuer took or
     * destroyed some of it: more would go to those to whom the rest is owed.
     */
    "PotShort": undefined;
    /**
     * No HTLC of this channel waits for the preimage, or its deadline is over.
     */
    "NothingWaits": undefined;
    /**
     * The opener has not signed this, does not present it, and has not approved it.
     */
    "NoOpenerConsent": undefined;
    /**
     * The counterparty has not signed this, does not present it, and has not approved it.
     */
    "NoCounterpartyConsent": undefined;
    /**
     * The party has approved this already.
     */
    "AlreadyApproved": undefined;
    /**
     * The party has not approved this, or its approval is forgotten.
     */
    "NotApproved": undefined;
    /**
     * The account is the pallet's own: money that is paid to it is lost.
     */
    "PotAccount": undefined;
    /**
     * The side has requested a withdrawal already: there can be one at a time.
     */
    "AlreadyRequested": undefined;
    /**
     * The side has not requested a withdrawal, or no longer.
     */
    "NotRequested": undefined;
    /**
     * By the state with which it requests a withdrawal the party has less than that for sure.
     */
    "ExceedsBalance": undefined;
    /**
     * By this state the side has what it has requested, and the reserve: it says nothing against
     * that.
     */
    "RequestCovered": undefined;
    /**
     * A later state was shown with a request to withdraw: nothing older than that counts.
     */
    "OlderThanShown": undefined;
    /**
     * By the state with which it requests a withdrawal the party would keep less than the reserve
     * beside it. The rest comes out by closing, or as both sign.
     */
    "BelowReserve": undefined;
    /**
     * The side is bound for a time: it cannot commit, nor request a withdrawal, nor end the channel
     * by itself, but with a state that has HTLCs.
     */
    "Guarded": undefined;
    /**
     * The side is bound for a time to keep more than that free.
     */
    "BelowFloor": undefined;
    /**
     * The side is bound for a time to forward on better terms than these.
     */
    "PolicyBelowGuard": undefined;
}>;
export type Ifmnlo07h9qvis = AnonymousEnum<{
    /**
     * There is no such payment, or no longer.
     */
    "NotFound": undefined;
    /**
     * There is no such part, or no longer.
     */
    "PartNotFound": undefined;
    /**
     * There is no such invoice, or no longer, or only another one that the payment does not
     * fit.
     */
    "InvoiceNotFound": undefined;
    /**
     * The payee has registered an invoice with this payment hash already; not the same one, if
     * that is to be paid at once.
     */
    "AlreadyExists": undefined;
    /**
     * The caller is neither payer nor payee.
     */
    "NotParty": undefined;
    /**
     * Only the payer can do this.
     */
    "NotPayer": undefined;
    /**
     * Only the payee can do this.
     */
    "NotPayee": undefined;
    /**
     * Payer and payee are the same account.
     */
    "SameParty": undefined;
    /**
     * The signature is not the payee's, or not for this chain.
     */
    "BadSignature": undefined;
    /**
     * The invoice is another one than the payer read: its payment secret is not the one named.
     */
    "BadSecret": undefined;
    /**
     * The payment secret is one that anybody could guess.
     */
    "ObviousSecret": undefined;
    /**
     * A route hint without a channel.
     */
    "EmptyHint": undefined;
    /**
     * The preimage does not open this payment.
     */
    "BadPreimage": undefined;
    /**
     * The invoice asks for something that this chain does not know.
     */
    "UnknownFeature": undefined;
    /**
     * The invoice cannot be paid in parts.
     */
    "SinglePartOnly": undefined;
    /**
     * The payee has not agreed to be paid without a preimage.
     */
    "NotInstant": undefined;
    /**
     * The invoice asks for another amount: less, or more than twice as much.
     */
    "WrongTotal": undefined;
    /**
     * An amount is zero.
     */
    "ZeroAmount": undefined;
    /**
     * The invoice has been paid.
     */
    "AlreadyPaid": undefined;
    /**
     * A payment of this invoice, or another one to its payee under the same hash, is complete
     * and waits to be claimed.
     */
    "AlreadyComplete": undefined;
    /**
     * The preimage is public: whoever locks money for it gives it away, and what has waited
     * for it is the payee's.
     */
    "AlreadyRevealed": undefined;
    /**
     * The time for this is over.
     */
    "Expired": undefined;
    /**
     * The time for this has not come.
     */
    "NotExpired": undefined;
    /**
     * The payee would have too little time to claim before the deadline.
     */
    "DeadlineTooSoon": undefined;
    /**
     * The deadline is later than can be chosen.
     */
    "DeadlineTooFar": undefined;
    /**
     * No route is given.
     */
    "NoParts": undefined;
    /**
     * There can be no more parts.
     */
    "TooManyParts": undefined;
    /**
     * A route without a channel.
     */
    "EmptyRoute": undefined;
    /**
     * The route ends at somebody who is not the payee.
     */
    "WrongPayee": undefined;
    /**
     * A party in between would keep less than its policies ask for.
     */
    "FeeTooLow": undefined;
    /**
     * The parties in between would keep more, over all parts, than the payer allows.
     */
    "FeeTooHigh": undefined;
    /**
     * The parts would bring more than the total.
     */
    "ExceedsTotal": undefined;
    /**
     * The payment is complete: its parts wait for the payee, or for the deadline.
     */
    "PaymentComplete": undefined;
    /**
     * Parts are missing.
     */
    "PaymentIncomplete": undefined;
    /**
     * There is nothing to settle or to release yet.
     */
    "NotDue": undefined;
    /**
     * A sum does not fit.
     */
    "Overflow": undefined;
    /**
     * The payment has more parts or hops than the caller says, and pays for.
     */
    "ExceedsSize": undefined;
    /**
     * The parties in between would get more than the payer allows, over all parts, if those
     * wait to the end and are not made.
     */
    "HoldFeeTooHigh": undefined;
    /**
     * The payment is for something that its payee has locked for it: the payee can neither
     * give it up nor claim it.
     */
    "Binding": undefined;
    /**
     * The invoice is in another asset.
     */
    "WrongAsset": undefined;
}>;
export type Ic2uj7ihegn9s3 = AnonymousEnum<{
    /**
     * The account has no policy in this asset, or none for this channel.
     */
    "PolicyNotFound": undefined;
    /**
     * There is no such channel.
     */
    "ChannelNotFound": undefined;
    /**
     * There is no such proposal, or no longer.
     */
    "ProposalNotFound": undefined;
    /**
     * The account is not a party of the channel.
     */
    "NotParty": undefined;
    /**
     * The caller is neither the account nor its operator.
     */
    "NotOperator": undefined;
    /**
     * The account pays over none of the channels of the proposed cycle.
     */
    "NotOwner": undefined;
    /**
     * The channel is not open.
     */
    "NotOpen": undefined;
    /**
     * The channel is in another asset, or not all channels are in one.
     */
    "WrongAsset": undefined;
    /**
     * The target does not lie between the thresholds.
     */
    "UnsoundBand": undefined;
    /**
     * The interval between runs is shorter than the shortest.
     */
    "IntervalTooShort": undefined;
    /**
     * The budget's period is shorter than the shortest.
     */
    "BudgetPeriodTooShort": undefined;
    /**
     * Channels have policies of their own, which have to be removed first.
     */
    "ChannelPoliciesRemain": undefined;
    /**
     * The account's policy leaves all to manual runs.
     */
    "NotAutomatic": undefined;
    /**
     * No automatic run is due, or the last was too recent.
     */
    "NotDue": undefined;
    /**
     * There is no cycle in the call.
     */
    "NoCycle": undefined;
    /**
     * The channels do not lead from the caller back to the caller, or lead through it in
     * between.
     */
    "NotACycle": undefined;
    /**
     * An amount is zero.
     */
    "ZeroAmount": undefined;
    /**
     * A forwarder would keep less than it asks for.
     */
    "FeeTooLow": undefined;
    /**
     * The fees are more than the call or the account's policy allows.
     */
    "FeeTooHigh": undefined;
    /**
     * The fees are more than what is left of the period's budget.
     */
    "ExceedsFeeBudget": undefined;
    /**
     * The caller's policy excludes this channel.
     */
    "ChannelExcluded": undefined;
    /**
     * The caller's policy leaves this channel to manual runs.
     */
    "ManualOnly": undefined;
    /**
     * One of the caller's channels would come out of its thresholds, or lie farther out.
     */
    "WorsensBalance": undefined;
    /**
     * The caller's channels together would not be nearer to their targets.
     */
    "NoImprovement": undefined;
    /**
     * An account comes twice in the proposed cycle.
     */
    "RepeatsAccount": undefined;
    /**
     * The account has accepted this proposal already.
     */
    "AlreadyAccepted": undefined;
    /**
     * The deadline of the proposal has passed.
     */
    "Expired": undefined;
    /**
     * The deadline is not in the future.
     */
    "DeadlineTooSoon": undefined;
    /**
     * The deadline is farther in the future than the runtime allows.
     */
    "DeadlineTooFar": undefined;
    /**
     * A sum does not fit.
     */
    "Overflow": undefined;
}>;
export type Iaeskctp9krnk8 = AnonymousEnum<{
    /**
     * The account is no provider in this asset.
     */
    "NotProvider": undefined;
    /**
     * The account is a provider in this asset already.
     */
    "AlreadyProvider": undefined;
    /**
     * The bond is smaller than the least.
     */
    "BondTooSmall": undefined;
    /**
     * The bond has not so much that answers for nothing.
     */
    "BondExhausted": undefined;
    /**
     * The provider has not so much stock that nobody has.
     */
    "StockShort": undefined;
    /**
     * Leases or reservations bind the provider.
     */
    "StillLeased": undefined;
    /**
     * The terms cannot be computed with, nobody could be paid by them, or they ask for more
     * than waiting may cost; or, of what is listed: not all sizes of the class could be paid by
     * them at once, something has to stay, or they ask for more than a tenth.
     */
    "UnsoundTerms": undefined;
    /**
     * An item of the menu has no size or lifetime to choose, asks for more than a whole
     * amount, or has expired.
     */
    "UnsoundMenu": undefined;
    /**
     * The items of a menu go from the cheaper to the dearer: no price falls, and one rises.
     */
    "UnsortedMenu": undefined;
    /**
     * Something of the menu, or of the terms, binds until a later time.
     */
    "MenuBinds": undefined;
    /**
     * An instant is later than can be chosen.
     */
    "DeadlineTooFar": undefined;
    /**
     * The time for this is over.
     */
    "Expired": undefined;
    /**
     * The time for this has not come.
     */
    "NotExpired": undefined;
    /**
     * The provider, or nobody, offers anything in this asset.
     */
    "NoOffer": undefined;
    /**
     * What the provider has offered has expired.
     */
    "MenuExpired": undefined;
    /**
     * The provider offers only larger channels.
     */
    "SizeTooSmall": undefined;
    /**
     * The provider offers only smaller channels.
     */
    "SizeTooLarge": undefined;
    /**
     * The provider offers this for a shorter time, or no lease can be so long.
     */
    "LifetimeTooLong": undefined;
    /**
     * No lease can be so short.
     */
    "LifetimeTooShort": undefined;
    /**
     * The fee cannot be computed: a step does not fit.
     */
    "FeeOverflow": undefined;
    /**
     * The fee is above what the caller pays at most.
     */
    "FeeTooHigh": undefined;
    /**
     * The fee is not below what the provider brings: what is first received could not cover
     * it.
     */
    "FeeNotBelowSize": undefined;
    /**
     * The provider's terms are worse than the client takes.
     */
    "TermsTooPoor": undefined;
    /**
     * The provider's terms are worse now than those that bind it in the channel: what it asks now
     * is not for these.
     */
    "OtherTerms": undefined;
    /**
     * The quote was used as often as it can be.
     */
    "QuoteUsed": undefined;
    /**
     * What is signed is something else, or by somebody else.
     */
    "BadSignature": undefined;
    /**
     * There is no such class of sizes, or no such term.
     */
    "NoSuchShelf": undefined;
    /**
     * The item is not for all sizes of the class.
     */
    "ClassNotCovered": undefined;
    /**
     * The item is not for all lifetimes of the term.
     */
    "TermNotCovered": undefined;
    /**
     * In this class the item is neither flat nor proportional: at the smaller sizes its least
     * fee counts, at the larger ones its share.
     */
    "MixesInClass": undefined;
    /**
     * The shelf has no room.
     */
    "ShelfFull": undefined;
    /**
     * The menu has no such item.
     */
    "NoSuchItem": undefined;
    /**
     * The provider is on as many shelves as it can be.
     */
    "TooManyListings": undefined;
    /**
     * The provider is not listed there.
     */
    "NotListed": undefined;
    /**
     * The offer is where it belongs.
     */
    "UpToDate": undefined;
    /**
     * None of the offers within reach is for this request. There may be others, by name.
     */
    "NoneInReach": undefined;
    /**
     * The block is not one of this chain, or too old.
     */
    "StaleBeat": undefined;
    /**
     * The client has reserved something of this provider already.
     */
    "AlreadyReserved": undefined;
    /**
     * The client has reserved nothing of this provider, or no longer.
     */
    "NotReserved": undefined;
    /**
     * The client has reserved less, or for a shorter time.
     */
    "ExceedsReserved": undefined;
    /**
     * Client and provider are the same account.
     */
    "SameParty": undefined;
    /**
     * There is no such lease, or no longer.
     */
    "NotFound": undefined;
    /**
     * The caller is not a party of the lease.
     */
    "NotParty": undefined;
    /**
     * Only the client can do this, or the one that a quote names.
     */
    "NotClient": undefined;
    /**
     * The fee is not there yet, or what was paid of it is used up.
     */
    "FeeUnpaid": undefined;
    /**
     * More would be paid than the fee.
     */
    "ExceedsFee": undefined;
    /**
     * More would go back than was paid and is not collected.
     */
    "ExceedsPaid": undefined;
    /**
     * What is paid at first is used up sooner than the time of grace.
     */
    "FirstTooSmall": undefined;
    /**
     * The other party has not proposed just that.
     */
    "NotProposed": undefined;
    /**
     * An amount is zero.
     */
    "ZeroAmount": undefined;
    /**
     * There is nothing to collect.
     */
    "NothingOwed": undefined;
    /**
     * There is no such asset.
     */
    "UnknownAsset": undefined;
    /**
     * The amount is below the minimum balance of its asset.
     */
    "BelowMinimum": undefined;
    /**
     * The pallet has less of the asset than it owes, since the asset's issuer took or
     * destroyed some of it: more would go to those to whom the rest is owed.
     */
    "PotShort": undefined;
    /**
     * The account is the pallet's own, which holds the asset: money that is paid to it is
     * lost.
     */
    "PotAccount": undefined;
    /**
     * There is no credit to claim.
     */
    "NoCredit": undefined;
    /**
     * A sum does not fit.
     */
    "Overflow": undefined;
}>;
export type Ic381brf5eucbu = AnonymousEnum<{
    /**
     * There is no such tower, or channel, or no longer.
     */
    "NotFound": undefined;
    /**
     * Only the tower's owner can do this.
     */
    "NotOwner": undefined;
    /**
     * Only the tower's owner, or its machine, can do this.
     */
    "NotOperator": undefined;
    /**
     * The caller has a tower in this asset already.
     */
    "AlreadyRegistered": undefined;
    /**
     * The bond would be smaller than the smallest.
     */
    "BondTooSmall": undefined;
    /**
     * So much of the bond is not free: hires count on it.
     */
    "BondExhausted": undefined;
    /**
     * The tower watches as many channels as it may with its bond and its score.
     */
    "CapacityReached": undefined;
    /**
     * The cover or the response time is zero, or the uptime above all of the time.
     */
    "UnsoundTerms": undefined;
    /**
     * The tower has had as many keys as one can have: register it anew.
     */
    "TooManyKeys": undefined;
    /**
     * Another key of the tower is about to count: one at a time.
     */
    "KeyPending": undefined;
    /**
     * The tower leaves, or has said so already.
     */
    "TowerLeaves": undefined;
    /**
     * The tower is silent.
     */
    "TowerSilent": undefined;
    /**
     * The tower is not leaving, or not yet gone.
     */
    "NotLeft": undefined;
    /**
     * The tower still has hires, or some that can be claimed for.
     */
    "StillWatching": undefined;
    /**
     * The block that the beat names is too old, or not of this chain.
     */
    "StaleBeat": undefined;
    /**
     * Nothing is earned that could be paid out now.
     */
    "NothingOwed": undefined;
    /**
     * The channel is not open.
     */
    "NotOpen": undefined;
    /**
     * The caller is not a party of the channel.
     */
    "NotParty": undefined;
    /**
     * The channel is in another asset than the tower.
     */
    "WrongAsset": undefined;
    /**
     * The party has hired this tower for the channel already.
     */
    "AlreadyHired": undefined;
    /**
     * The party has not hired this tower for the channel.
     */
    "NotHired": undefined;
    /**
     * Something is demanded of the tower already: one at a time.
     */
    "AlreadyDemanded": undefined;
    /**
     * Nothing is demanded of the tower.
     */
    "NotDemanded": undefined;
    /**
     * The receipt names no backup.
     */
    "NoBackup": undefined;
    /**
     * The tower answers for nothing any more in this hire: it has paid that, or nothing can be lost.
     */
    "CoverSpent": undefined;
    /**
     * The hire, or the tower, would be over before it has to answer.
     */
    "HireTooShort": undefined;
    /**
     * It is not the backup that is demanded, nor a later state.
     */
    "WrongAnswer": undefined;
    /**
     * The time for an answer is over.
     */
    "TooLate": undefined;
    /**
     * The party has hired as many towers for the channel as it can.
     */
    "TooManyTowers": undefined;
    /**
     * All towers together may take more than two thirds of the channel's challenge period.
     */
    "PeriodTooShort": undefined;
    /**
     * The deposit does not pay for the shortest hire.
     */
    "DepositTooSmall": undefined;
    /**
     * The tower is dearer, slower, or answers for less, than the caller accepts.
     */
    "TermsChanged": undefined;
    /**
     * The hire's money is used up.
     */
    "RanDry": undefined;
    /**
     * The order does not name each tower once.
     */
    "WrongOrder": undefined;
    /**
     * The channel is in a dispute: towers stay as they are until that is over.
     */
    "InDispute": undefined;
    /**
     * Nothing of the watch is over.
     */
    "NotOver": undefined;
    /**
     * Something of this version, or of a later one, is there already.
     */
    "StaleVersion": undefined;
    /**
     * A signature is missing or wrong.
     */
    "BadSignature": undefined;
    /**
     * Nothing is posted in clear, or not this state.
     */
    "NotPosted": undefined;
    /**
     * The receipt is not of this tower, hire, state or time.
     */
    "BadReceipt": undefined;
    /**
     * The state could not have been presented: it is on another base, or not sound.
     */
    "NotServable": undefined;
    /**
     * No state counts yet, or HTLCs still wait.
     */
    "NotSettled": undefined;
    /**
     * The time in which this could be proved is over, or too short for an answer.
     */
    "WindowClosed": undefined;
    /**
     * The state that counts, or that was shown, is as new; or the tower did not have its time.
     */
    "NotMissed": undefined;
    /**
     * The tower presented it, somebody did in time, or nobody had claimed too much.
     */
    "NotLate": undefined;
    /**
     * The tower presented no older state than one that it had signed for in time.
     */
    "NotFalse": undefined;
    /**
     * The party has lost nothing by it, has closed the channel itself, or was paid all that the
     * tower answers for.
     */
    "NoLoss": undefined;
    /**
     * In nearly all of the blocks an urgent call found no room.
     */
    "RoomWasMissing": undefined;
    /**
     * There is no such asset.
     */
    "UnknownAsset": undefined;
    /**
     * An amount is zero.
     */
    "ZeroAmount": undefined;
    /**
     * The amount is less than the minimum balance of its asset (dust).
     */
    "BelowMinimum": undefined;
    /**
     * The account is the pallet's own, which holds the asset: money that is paid to it is
     * lost.
     */
    "PotAccount": undefined;
    /**
     * There is no credit to claim.
     */
    "NoCredit": undefined;
    /**
     * A sum does not fit.
     */
    "Overflow": undefined;
    /**
     * The pallet has less of the asset than it owes, since the asset's issuer took or
     * destroyed some of it: more would go to those to whom the rest is owed.
     */
    "PotShort": undefined;
}>;
export type Ib2rgejlmgahpa = AnonymousEnum<{
    /**
     * There is no such leg or bond, or no longer; of a claim, none for this preimage.
     */
    "NotFound": undefined;
    /**
     * The owner has a leg with this payment hash already, or one that is not forgotten yet.
     */
    "AlreadyLocked": undefined;
    /**
     * The preimage is public: whoever locks money for it gives it away.
     */
    "AlreadyRevealed": undefined;
    /**
     * The leg has ended.
     */
    "AlreadyEnded": undefined;
    /**
     * The leg has not ended.
     */
    "NotEnded": undefined;
    /**
     * The time for this is over.
     */
    "Expired": undefined;
    /**
     * The time for this has not come.
     */
    "NotExpired": undefined;
    /**
     * There is nothing to settle yet.
     */
    "NotDue": undefined;
    /**
     * The call names no leg.
     */
    "NoLegs": undefined;
    /**
     * The deadline leaves too little time to claim.
     */
    "DeadlineTooSoon": undefined;
    /**
     * The deadline, or until when a signature is good, is later than can be chosen.
     */
    "DeadlineTooFar": undefined;
    /**
     * A standstill would put the deadline off for longer than it may.
     */
    "ExtensionTooLong": undefined;
    /**
     * Owner and receiver are the same account.
     */
    "SameParty": undefined;
    /**
     * Only the receiver can do this.
     */
    "NotReceiver": undefined;
    /**
     * Only the owner can do this.
     */
    "NotOwner": undefined;
    /**
     * The receiver is not the other party of the channel.
     */
    "WrongReceiver": undefined;
    /**
     * The receiver would get more than there is in the leg.
     */
    "ExceedsLeg": undefined;
    /**
     * The signature is not the party's, or not for this chain, leg or agreement.
     */
    "BadSignature": undefined;
    /**
     * A ring has two legs at the least.
     */
    "TooFewLegs": undefined;
    /**
     * The terms have no leg at this position.
     */
    "WrongPosition": undefined;
    /**
     * This leg of the ring is for another chain.
     */
    "WrongChain": undefined;
    /**
     * An account pays two legs of the ring on one chain, or receives two.
     */
    "RepeatsAccount": undefined;
    /**
     * The terms leave too little time between two steps.
     */
    "GapTooShort": undefined;
    /**
     * The terms ask for no bond here.
     */
    "NoBond": undefined;
    /**
     * The receiver has posted a bond for this payment hash already.
     */
    "AlreadyBonded": undefined;
    /**
     * The receiver has not posted the bond that the terms ask for.
     */
    "BondNotFound": undefined;
    /**
     * The bond that the receiver has posted is for other terms, or another leg.
     */
    "WrongBond": undefined;
    /**
     * An amount is zero.
     */
    "ZeroAmount": undefined;
    /**
     * There is no such asset.
     */
    "UnknownAsset": undefined;
    /**
     * The amount is below the minimum balance of its asset.
     */
    "BelowMinimum": undefined;
    /**
     * The pallet has less of the asset than it owes, since the asset's issuer took or
     * destroyed some of it: more would go to those to whom the rest is owed.
     */
    "PotShort": undefined;
    /**
     * The account is the pallet's own, which holds the asset: money that is paid to it is
     * lost.
     */
    "PotAccount": undefined;
    /**
     * There is no credit to claim.
     */
    "NoCredit": undefined;
    /**
     * A sum does not fit.
     */
    "Overflow": undefined;
    /**
     * The provider has no such quote.
     */
    "QuoteNotFound": undefined;
    /**
     * The quote has other rates than the caller has read.
     */
    "QuoteChanged": undefined;
    /**
     * The quote stands: until it expires, or is paused, its provider can only give more room.
     */
    "QuoteBinding": undefined;
    /**
     * The quote is paused.
     */
    "QuotePaused": undefined;
    /**
     * Swaps by the quote are under way.
     */
    "QuoteInUse": undefined;
    /**
     * A rate is above what can be asked, the smallest amount is zero or above the largest,
     * there is no time to choose, or a quote for swaps out of channels is to pay elsewhere.
     */
    "UnsoundQuote": undefined;
    /**
     * The quote is for smaller amounts, or for larger ones.
     */
    "AmountOutOfRange": undefined;
    /**
     * Swaps under way would have more than the quote allows.
     */
    "LimitReached": undefined;
    /**
     * The provider has put up less than that.
     */
    "StockShort": undefined;
    /**
     * The quote is for invoices of this chain alone.
     */
    "InvoiceOnly": undefined;
    /**
     * The leg is tied to a payment, and ends with that.
     */
    "EndsWithPayment": undefined;
    /**
     * What is locked in a channel arrives there, and in no other.
     */
    "ArrivesInChannel": undefined;
    /**
     * The leg is tied to no payment.
     */
    "NotTied": undefined;
}>;
export type If7mh6ubhtdn9p = AnonymousEnum<{
    /**
     * There is no such stream, or no longer.
     */
    "NotFound": undefined;
    /**
     * Only the payer can do this.
     */
    "NotPayer": undefined;
    /**
     * Only the payee can do this.
     */
    "NotPayee": undefined;
    /**
     * The caller is not a party of the stream.
     */
    "NotParty": undefined;
    /**
     * Payer and payee are the same account.
     */
    "SameParty": undefined;
    /**
     * There is no such asset.
     */
    "UnknownAsset": undefined;
    /**
     * An amount is zero.
     */
    "ZeroAmount": undefined;
    /**
     * The deposit is less than the minimum balance of its asset (dust).
     */
    "BelowMinimum": undefined;
    /**
     * A rate is zero. To stop a stream for a while, pause it.
     */
    "ZeroRate": undefined;
    /**
     * The stream has this rate already.
     */
    "SameRate": undefined;
    /**
     * The interval is shorter than the shortest.
     */
    "IntervalTooShort": undefined;
    /**
     * The interval is longer than the longest.
     */
    "IntervalTooLong": undefined;
    /**
     * The grace period is longer than the longest.
     */
    "GraceTooLong": undefined;
    /**
     * The start is in the past.
     */
    "StartInPast": undefined;
    /**
     * The start is more than 366 days ahead.
     */
    "StartTooFar": undefined;
    /**
     * The end is not after the start.
     */
    "EndTooSoon": undefined;
    /**
     * The cliff is before the start or after the end.
     */
    "CliffOutOfRange": undefined;
    /**
     * The payer could not take the deposit back for longer than that may be: name an earlier
     * end, a higher rate, or let the payer cancel.
     */
    "DepositBoundTooLong": undefined;
    /**
     * A price, cap or period of a meter is zero, or the dispute window is longer than the
     * longest.
     */
    "UnsoundPrice": undefined;
    /**
     * By the stream's terms this takes the other party, too: propose it.
     */
    "NeedsConsent": undefined;
    /**
     * The other party has not proposed this change, or not to the stream as it is now: its
     * rate has changed since, or it was paused or resumed.
     */
    "NotProposed": undefined;
    /**
     * The stream is paused.
     */
    "Paused": undefined;
    /**
     * The stream is not paused.
     */
    "NotPaused": undefined;
    /**
     * The stream's money is used up: it waits for more.
     */
    "RanDry": undefined;
    /**
     * The stream's time is over: the hook or [`Call::claim`] ends it.
     */
    "StreamEnded": undefined;
    /**
     * The stream has not started yet.
     */
    "NotStarted": undefined;
    /**
     * There is nothing owed that could be paid now.
     */
    "NothingOwed": undefined;
    /**
     * There is not as much that is not owed.
     */
    "InsufficientFunds": undefined;
    /**
     * The stream is metered: it has no rate.
     */
    "Metered": undefined;
    /**
     * The stream is not metered.
     */
    "NotMetered": undefined;
    /**
     * The stream is paid from a vault: what concerns its money concerns the vault.
     */
    "PaidFromVault": undefined;
    /**
     * The last report can still be disputed: only one can wait.
     */
    "ReportPending": undefined;
    /**
     * There is no report that can be disputed.
     */
    "NoReport": undefined;
    /**
     * More units than can be reported in a period.
     */
    "ExceedsCap": undefined;
    /**
     * More than the stream pays in all.
     */
    "ExceedsMaximum": undefined;
    /**
     * The payer has no such vault.
     */
    "VaultNotFound": undefined;
    /**
     * Only the owner of the vault can do this.
     */
    "NotOwner": undefined;
    /**
     * The payer has a vault in this asset already.
     */
    "VaultExists": undefined;
    /**
     * Streams are still paid from the vault.
     */
    "VaultInUse": undefined;
    /**
     * The vault cannot pay its streams: it waits for more money.
     */
    "VaultRanDry": undefined;
    /**
     * The vault's time is over: its streams end, and then it is closed.
     */
    "VaultEnded": undefined;
    /**
     * The account is the pallet's own, which holds the asset: money that is paid to it is
     * lost.
     */
    "PotAccount": undefined;
    /**
     * There is no credit to claim.
     */
    "NoCredit": undefined;
    /**
     * A sum does not fit.
     */
    "Overflow": undefined;
    /**
     * The pallet has less of the asset than it owes, since the asset's issuer took or
     * destroyed some of it: more would go to those to whom the rest is owed.
     */
    "PotShort": undefined;
    /**
     * The change names another report than the one that can be disputed now, or names one and
     * there is none: read again.
     */
    "WrongReport": undefined;
}>;
export type Ianoh8hedf7l5u = AnonymousEnum<{
    /**
     * There is no such subscription, or no longer.
     */
    "NotFound": undefined;
    /**
     * There is no such plan, or no longer.
     */
    "PlanNotFound": undefined;
    /**
     * The caller is neither payer nor payee.
     */
    "NotParty": undefined;
    /**
     * Only the payer can do this.
     */
    "NotPayer": undefined;
    /**
     * Only the payee can do this.
     */
    "NotPayee": undefined;
    /**
     * Payer and payee are the same account.
     */
    "SameParty": undefined;
    /**
     * There would never be anything to pay, or the amount is zero.
     */
    "ZeroAmount": undefined;
    /**
     * There is no such asset.
     */
    "UnknownAsset": undefined;
    /**
     * The plan is in another asset than the subscription.
     */
    "WrongAsset": undefined;
    /**
     * The plan is another payee's.
     */
    "WrongPayee": undefined;
    /**
     * A period would be shorter than the shortest.
     */
    "IntervalTooShort": undefined;
    /**
     * The second payment would be beyond the calendar.
     */
    "BeyondCalendar": undefined;
    /**
     * The start is not after now.
     */
    "StartInPast": undefined;
    /**
     * The start is more than a year ahead.
     */
    "StartTooFar": undefined;
    /**
     * The end has come, or would come before anything is due.
     */
    "Expired": undefined;
    /**
     * The plan or the price is not the one that the caller read: read again.
     */
    "TermsChanged": undefined;
    /**
     * The plan takes no more subscribers, for good.
     */
    "PlanRetired": undefined;
    /**
     * The plan has as many subscriptions as it may have.
     */
    "TooManySubscribers": undefined;
    /**
     * It would be more than the payer or the plan allows.
     */
    "LimitReached": undefined;
    /**
     * The limit is below what has been paid already.
     */
    "LimitBelowPaid": undefined;
    /**
     * The subscription is paused, past due or suspended.
     */
    "NotActive": undefined;
    /**
     * The subscription is not paused.
     */
    "NotPaused": undefined;
    /**
     * Only the party that paused can resume.
     */
    "NotPauser": undefined;
    /**
     * Something is due that has to be paid first.
     */
    "PaymentDue": undefined;
    /**
     * Nothing is due.
     */
    "NotDue": undefined;
    /**
     * Before the first due instant nothing can be charged, and an authorisation cannot go over to
     * a plan: a trial is the payee's to give.
     */
    "NotStarted": undefined;
    /**
     * The payee has not proposed another price.
     */
    "NotProposed": undefined;
    /**
     * A sum does not fit.
     */
    "Overflow": undefined;
    /**
     * The payer cannot pay for the hook's work. (Told by [`Event::PaymentFailed`]; no call is
     * refused for it.)
     */
    "HookFeeUnpaid": undefined;
}>;
export type Ifpf4p2djb8hii = AnonymousEnum<{
    /**
     * There is no such pair, or no longer.
     */
    "PairNotFound": undefined;
    /**
     * The account has nothing here.
     */
    "TraderNotFound": undefined;
    /**
     * The account has no order of this name.
     */
    "OrderNotFound": undefined;
    /**
     * The account has an order of this name already.
     */
    "IdInUse": undefined;
    /**
     * Only the pair's owner, or who manages pairs, can do this.
     */
    "NotOwner": undefined;
    /**
     * Base and quote are the same asset.
     */
    "SameAsset": undefined;
    /**
     * There is no such asset.
     */
    "UnknownAsset": undefined;
    /**
     * An amount is zero, the maker's rebate is above the taker's fee, a fee is above the
     * highest, or the smallest order is worth too much.
     */
    "UnsoundTerms": undefined;
    /**
     * There are orders in the pair, or something is to be settled.
     */
    "PairInUse": undefined;
    /**
     * The pair takes no orders.
     */
    "NotTrading": undefined;
    /**
     * The pair is stopped for now.
     */
    "PairStopped": undefined;
    /**
     * The stop would last longer than it may, or not at all, or the last one is not over for long
     * enough.
     */
    "StopTooLong": undefined;
    /**
     * The pair is to be closed. Only who manages pairs can change that.
     */
    "PairClosing": undefined;
    /**
     * The pair is not to be closed, or its traders have some time left to go by themselves.
     */
    "NotClosing": undefined;
    /**
     * The time that traders would have to go by themselves is too short, or the owner had the pair
     * trade, or not, too short a time ago.
     */
    "NoticeTooShort": undefined;
    /**
     * The deadline has passed.
     */
    "Expired": undefined;
    /**
     * The order would rest for longer than it can, or the pair be closed too far ahead.
     */
    "DeadlineTooFar": undefined;
    /**
     * The hook is late: nothing is taken until it has caught up.
     */
    "CatchingUp": undefined;
    /**
     * The number is no tick.
     */
    "UnknownTick": undefined;
    /**
     * The order, or the amount, is below the smallest.
     */
    "BelowMinimum": undefined;
    /**
     * An amount in quote is only for orders that do not rest.
     */
    "NotResting": undefined;
    /**
     * The order would take, and is only to rest.
     */
    "WouldTake": undefined;
    /**
     * The order cannot be filled at once and in full; or neither book nor pool can do a hop of the
     * swap.
     */
    "NotFilled": undefined;
    /**
     * Nothing of the order is open, or less than that.
     */
    "NothingOpen": undefined;
    /**
     * More steps than an order may take.
     */
    "TooManySteps": undefined;
    /**
     * The account has as many orders as it has paid a deposit for, or may have.
     */
    "TooManyOrders": undefined;
    /**
     * The account has something of as many assets as it may have.
     */
    "TooManyAssets": undefined;
    /**
     * The account has more orders than that.
     */
    "SlotsInUse": undefined;
    /**
     * The account has less of the asset here.
     */
    "InsufficientBalance": undefined;
    /**
     * The account cannot pay for the hook's work.
     */
    "HookFeeUnpaid": undefined;
    /**
     * Nothing has expired.
     */
    "NotDue": undefined;
    /**
     * There are no fees to collect.
     */
    "NoFees": undefined;
    /**
     * The amount is zero.
     */
    "ZeroAmount": undefined;
    /**
     * The pallet has less of the asset than it owes, since the asset's issuer took or
     * destroyed some of it: nothing is taken in or traded, as it would be another's.
     */
    "PotShort": undefined;
    /**
     * The account is the pallet's own: money that is paid to it is lost.
     */
    "PotAccount": undefined;
    /**
     * There is no credit to claim.
     */
    "NoCredit": undefined;
    /**
     * A sum does not fit, or an order would be worth more than can be traded.
     */
    "Overflow": undefined;
    /**
     * The book contradicts itself. This is a fault of the pallet: nothing is done.
     */
    "Inconsistent": undefined;
    /**
     * The swap has no hop.
     */
    "EmptyPath": undefined;
    /**
     * The swap comes to an asset twice.
     */
    "AssetTwice": undefined;
    /**
     * The pair is not of the two assets of the hop.
     */
    "OtherAssets": undefined;
    /**
     * The swap would bring less, or cost more, than it may.
     */
    "LimitNotMet": undefined;
}>;
export type TokenError = Enum<{
    "FundsUnavailable": undefined;
    "OnlyProvider": undefined;
    "BelowMinimum": undefined;
    "CannotCreate": undefined;
    "UnknownAsset": undefined;
    "Frozen": undefined;
    "Unsupported": undefined;
    "CannotCreateHold": undefined;
    "NotExpendable": undefined;
    "Blocked": undefined;
}>;
export declare const TokenError: GetEnum<TokenError>;
export type ArithmeticError = Enum<{
    "Underflow": undefined;
    "Overflow": undefined;
    "DivisionByZero": undefined;
}>;
export declare const ArithmeticError: GetEnum<ArithmeticError>;
export type TransactionalError = Enum<{
    "LimitReached": undefined;
    "NoLayer": undefined;
}>;
export declare const TransactionalError: GetEnum<TransactionalError>;
export type I1jm8m1rh9e20v = {
    "hash": SizedHex<32>;
};
export type Icbccs0ug47ilf = {
    "account": SS58String;
};
export type I855j4i3kr8ko1 = {
    "sender": SS58String;
    "hash": SizedHex<32>;
};
export type Ibgl04rn6nbfm6 = {
    "code_hash": SizedHex<32>;
    "check_version": boolean;
};
export type I3f6hrkbukiv4m = {
    "code_hash": SizedHex<32>;
    "error": Anonymize<Icpasnck0ga36a>;
};
export type GrandpaEvent = Enum<{
    /**
     * New authority set has been applied.
     */
    "NewAuthorities": {
        "authority_set": Array<[SizedHex<32>, bigint]>;
    };
    /**
     * Current authority set has been paused.
     */
    "Paused": undefined;
    /**
     * Current authority set has been resumed.
     */
    "Resumed": undefined;
}>;
export declare const GrandpaEvent: GetEnum<GrandpaEvent>;
export type I9dnhk4j0bvr1c = AnonymousEnum<{
    /**
     * An account was created with some free balance.
     */
    "Endowed": Anonymize<Icv68aq8841478>;
    /**
     * An account was removed whose balance was non-zero but below ExistentialDeposit,
     * resulting in an outright loss.
     */
    "DustLost": Anonymize<Ic262ibdoec56a>;
    /**
     * Transfer succeeded.
     */
    "Transfer": Anonymize<Iflcfm9b6nlmdd>;
    /**
     * A balance was set by root.
     */
    "BalanceSet": Anonymize<Ijrsf4mnp3eka>;
    /**
     * Some balance was reserved (moved from free to reserved).
     */
    "Reserved": Anonymize<Id5fm4p8lj5qgi>;
    /**
     * Some balance was unreserved (moved from reserved to free).
     */
    "Unreserved": Anonymize<Id5fm4p8lj5qgi>;
    /**
     * Some balance was moved from the reserve of the first account to the second account.
     * Final argument indicates the destination balance type.
     */
    "ReserveRepatriated": Anonymize<I8tjvj9uq4b7hi>;
    /**
     * Some amount was deposited (e.g. for transaction fees).
     */
    "Deposit": Anonymize<Id5fm4p8lj5qgi>;
    /**
     * Some amount was withdrawn from the account (e.g. for transaction fees).
     */
    "Withdraw": Anonymize<Id5fm4p8lj5qgi>;
    /**
     * Some amount was removed from the account (e.g. for misbehavior).
     */
    "Slashed": Anonymize<Id5fm4p8lj5qgi>;
    /**
     * Some amount was minted into an account.
     */
    "Minted": Anonymize<Id5fm4p8lj5qgi>;
    /**
     * Some credit was balanced and added to the TotalIssuance.
     */
    "MintedCredit": Anonymize<I3qt1hgg4djhgb>;
    /**
     * Some amount was burned from an account.
     */
    "Burned": Anonymize<Id5fm4p8lj5qgi>;
    /**
     * Some debt has been dropped from the Total Issuance.
     */
    "BurnedDebt": Anonymize<I3qt1hgg4djhgb>;
    /**
     * Some amount was suspended from an account (it can be restored later).
     */
    "Suspended": Anonymize<Id5fm4p8lj5qgi>;
    /**
     * Some amount was restored into an account.
     */
    "Restored": Anonymize<Id5fm4p8lj5qgi>;
    /**
     * An account was upgraded.
     */
    "Upgraded": Anonymize<I4cbvqmqadhrea>;
    /**
     * Total issuance was increased by `amount`, creating a credit to be balanced.
     */
    "Issued": Anonymize<I3qt1hgg4djhgb>;
    /**
     * Total issuance was decreased by `amount`, creating a debt to be balanced.
     */
    "Rescinded": Anonymize<I3qt1hgg4djhgb>;
    /**
     * Some balance was locked.
     */
    "Locked": Anonymize<Id5fm4p8lj5qgi>;
    /**
     * Some balance was unlocked.
     */
    "Unlocked": Anonymize<Id5fm4p8lj5qgi>;
    /**
     * Some balance was frozen.
     */
    "Frozen": Anonymize<Id5fm4p8lj5qgi>;
    /**
     * Some balance was thawed.
     */
    "Thawed": Anonymize<Id5fm4p8lj5qgi>;
    /**
     * The `TotalIssuance` was forcefully changed.
     */
    "TotalIssuanceForced": Anonymize<I4fooe9dun9o0t>;
    /**
     * Some balance was placed on hold.
     */
    "Held": Anonymize<I5ctsb1uniptsr>;
    /**
     * Held balance was burned from an account.
     */
    "BurnedHeld": Anonymize<I5ctsb1uniptsr>;
    /**
     * A transfer of `amount` on hold from `source` to `dest` was initiated.
     */
    "TransferOnHold": Anonymize<I6uqpdm0dmbafk>;
    /**
     * The `transferred` balance is placed on hold at the `dest` account.
     */
    "TransferAndHold": Anonymize<Ifd9l4f2morvh8>;
    /**
     * Some balance was released from hold.
     */
    "Released": Anonymize<I5ctsb1uniptsr>;
    /**
     * An unexpected/defensive event was triggered.
     */
    "Unexpected": Anonymize<Iph9c4rn81ub2>;
}>;
export type Icv68aq8841478 = {
    "account": SS58String;
    "free_balance": bigint;
};
export type Ic262ibdoec56a = {
    "account": SS58String;
    "amount": bigint;
};
export type Iflcfm9b6nlmdd = {
    "from": SS58String;
    "to": SS58String;
    "amount": bigint;
};
export type Ijrsf4mnp3eka = {
    "who": SS58String;
    "free": bigint;
};
export type Id5fm4p8lj5qgi = {
    "who": SS58String;
    "amount": bigint;
};
export type I8tjvj9uq4b7hi = {
    "from": SS58String;
    "to": SS58String;
    "amount": bigint;
    "destination_status": BalanceStatus;
};
export type BalanceStatus = Enum<{
    "Free": undefined;
    "Reserved": undefined;
}>;
export declare const BalanceStatus: GetEnum<BalanceStatus>;
export type I3qt1hgg4djhgb = {
    "amount": bigint;
};
export type I4cbvqmqadhrea = {
    "who": SS58String;
};
export type I4fooe9dun9o0t = {
    "old": bigint;
    "new": bigint;
};
export type I5ctsb1uniptsr = {
    "reason": Anonymize<Iah348jl1s96sj>;
    "who": SS58String;
    "amount": bigint;
};
export type Iah348jl1s96sj = AnonymousEnum<{
    "Preimage": PreimagePalletHoldReason;
    "AssetRewards": Enum<{
        "PoolCreation": undefined;
    }>;
    "Channels": Enum<{
        "StorageDeposit": undefined;
        "ClosingDeposit": undefined;
    }>;
    "Mpp": Enum<{
        "StorageDeposit": undefined;
    }>;
    "Rebalancing": Enum<{
        "StorageDeposit": undefined;
    }>;
    "Lsp": Enum<{
        "StorageDeposit": undefined;
    }>;
    "Watchtowers": Enum<{
        "StorageDeposit": undefined;
        "DemandDeposit": undefined;
    }>;
    "Swaps": Enum<{
        "StorageDeposit": undefined;
    }>;
    "Streaming": Enum<{
        "StorageDeposit": undefined;
    }>;
    "Recurring": Enum<{
        "StorageDeposit": undefined;
    }>;
    "Dex": Enum<{
        "StorageDeposit": undefined;
    }>;
}>;
export type PreimagePalletHoldReason = Enum<{
    "Preimage": undefined;
}>;
export declare const PreimagePalletHoldReason: GetEnum<PreimagePalletHoldReason>;
export type I6uqpdm0dmbafk = {
    "reason": Anonymize<Iah348jl1s96sj>;
    "source": SS58String;
    "dest": SS58String;
    "amount": bigint;
};
export type Ifd9l4f2morvh8 = {
    "reason": Anonymize<Iah348jl1s96sj>;
    "source": SS58String;
    "dest": SS58String;
    "transferred": bigint;
};
export type Iph9c4rn81ub2 = AnonymousEnum<{
    "BalanceUpdated": undefined;
    "FailedToMutateAccount": undefined;
}>;
export type TransactionPaymentEvent = Enum<{
    /**
     * A transaction fee `actual_fee`, of which `tip` was added to the minimum inclusion fee,
     * has been paid by `who`.
     */
    "TransactionFeePaid": {
        "who": SS58String;
        "actual_fee": bigint;
        "tip": bigint;
    };
}>;
export declare const TransactionPaymentEvent: GetEnum<TransactionPaymentEvent>;
export type I9k2idt4fcfvpr = ResultPayload<undefined, Anonymize<Icpasnck0ga36a>>;
export type Ihfphjolmsqq1 = (SS58String) | undefined;
export type I5qhnhh9ln65p8 = AnonymousEnum<{
    /**
     * Batch of dispatches did not complete fully. Index of first failing dispatch given, as
     * well as the error.
     */
    "BatchInterrupted": Anonymize<I50cc73b4encpp>;
    /**
     * Batch of dispatches completed fully with no error.
     */
    "BatchCompleted": undefined;
    /**
     * Batch of dispatches completed but has errors.
     */
    "BatchCompletedWithErrors": undefined;
    /**
     * A single item within a Batch of dispatches has completed with no error.
     */
    "ItemCompleted": undefined;
    /**
     * A single item within a Batch of dispatches has completed with error.
     */
    "ItemFailed": Anonymize<I1np5n6pb6a18r>;
    /**
     * A call was dispatched.
     */
    "DispatchedAs": Anonymize<I8lhcj912kdu1j>;
    /**
     * Main call was dispatched.
     */
    "IfElseMainSuccess": undefined;
    /**
     * The fallback call was dispatched.
     */
    "IfElseFallbackCalled": Anonymize<I7r6eisd4pksn7>;
}>;
export type I50cc73b4encpp = {
    "index": number;
    "error": Anonymize<Icpasnck0ga36a>;
};
export type I1np5n6pb6a18r = {
    "error": Anonymize<Icpasnck0ga36a>;
};
export type I8lhcj912kdu1j = {
    "result": Anonymize<I9k2idt4fcfvpr>;
};
export type I7r6eisd4pksn7 = {
    "main_error": Anonymize<Icpasnck0ga36a>;
};
export type Itvprrpb0nm3o = {
    "height": number;
    "index": number;
};
export type I3jujkphigu2oi = AnonymousEnum<{
    /**
     * A proxy was executed correctly, with the given.
     */
    "ProxyExecuted": Anonymize<I8lhcj912kdu1j>;
    /**
     * A pure account has been created by new proxy with given
     * disambiguation index and proxy type.
     */
    "PureCreated": Anonymize<I99pjaiutsmnet>;
    /**
     * A pure proxy was killed by its spawner.
     */
    "PureKilled": Anonymize<Idn2g3vjgsolfl>;
    /**
     * An announcement was placed to make a call in the future.
     */
    "Announced": Anonymize<I2ur0oeqg495j8>;
    /**
     * A proxy was added.
     */
    "ProxyAdded": Anonymize<I3qrsut66n1gt>;
    /**
     * A proxy was removed.
     */
    "ProxyRemoved": Anonymize<I3qrsut66n1gt>;
    /**
     * A deposit stored for proxies or announcements was poked / updated.
     */
    "DepositPoked": Anonymize<I1bhd210c3phjj>;
}>;
export type I99pjaiutsmnet = {
    "pure": SS58String;
    "who": SS58String;
    "proxy_type": Anonymize<I1tjdg99grrf5p>;
    "disambiguation_index": number;
    "at": number;
    "extrinsic_index": number;
};
export type I1tjdg99grrf5p = AnonymousEnum<{
    "Any": undefined;
    "NonTransfer": undefined;
    "Channels": undefined;
    "Streams": undefined;
    "Rebalance": undefined;
    "Receive": undefined;
    "Keep": undefined;
    "Provide": undefined;
}>;
export type Idn2g3vjgsolfl = {
    "pure": SS58String;
    "spawner": SS58String;
    "proxy_type": Anonymize<I1tjdg99grrf5p>;
    "disambiguation_index": number;
};
export type I2ur0oeqg495j8 = {
    "real": SS58String;
    "proxy": SS58String;
    "call_hash": SizedHex<32>;
};
export type I3qrsut66n1gt = {
    "delegator": SS58String;
    "delegatee": SS58String;
    "proxy_type": Anonymize<I1tjdg99grrf5p>;
    "delay": number;
};
export type I1bhd210c3phjj = {
    "who": SS58String;
    "kind": Enum<{
        "Proxies": undefined;
        "Announcements": undefined;
    }>;
    "old_deposit": bigint;
    "new_deposit": bigint;
};
export type PreimageEvent = Enum<{
    /**
     * A preimage has been noted.
     */
    "Noted": Anonymize<I1jm8m1rh9e20v>;
    /**
     * A preimage has been requested.
     */
    "Requested": Anonymize<I1jm8m1rh9e20v>;
    /**
     * A preimage has ben cleared.
     */
    "Cleared": Anonymize<I1jm8m1rh9e20v>;
}>;
export declare const PreimageEvent: GetEnum<PreimageEvent>;
export type I5n4sebgkfr760 = {
    "when": number;
    "index": number;
};
export type I9jd27rnpm8ttv = FixedSizeArray<2, number>;
export type I4s6vifaf8k998 = (SizedHex<32>) | undefined;
export type Ibse1c0pgtcdtn = AnonymousEnum<{
    /**
     * Some asset class was created.
     */
    "Created": Anonymize<I88ff3u4dpivk>;
    /**
     * Some assets were issued.
     */
    "Issued": Anonymize<I33cp947glv1ks>;
    /**
     * Some assets were transferred.
     */
    "Transferred": Anonymize<Ic9om1gmmqu7rq>;
    /**
     * Some assets were destroyed.
     */
    "Burned": Anonymize<I5hfov2b68ppb6>;
    /**
     * The management team changed.
     */
    "TeamChanged": Anonymize<Ibthhb2m9vneds>;
    /**
     * The owner changed.
     */
    "OwnerChanged": Anonymize<Iaitn5bqfacj7k>;
    /**
     * Some account `who` was frozen.
     */
    "Frozen": Anonymize<If4ebvclj2ugvi>;
    /**
     * Some account `who` was thawed.
     */
    "Thawed": Anonymize<If4ebvclj2ugvi>;
    /**
     * Some asset `asset_id` was frozen.
     */
    "AssetFrozen": Anonymize<Ia5le7udkgbaq9>;
    /**
     * Some asset `asset_id` was thawed.
     */
    "AssetThawed": Anonymize<Ia5le7udkgbaq9>;
    /**
     * Accounts were destroyed for given asset.
     */
    "AccountsDestroyed": Anonymize<Ieduc1e6frq8rb>;
    /**
     * Approvals were destroyed for given asset.
     */
    "ApprovalsDestroyed": Anonymize<I9h6gbtabovtm4>;
    /**
     * An asset class is in the process of being destroyed.
     */
    "DestructionStarted": Anonymize<Ia5le7udkgbaq9>;
    /**
     * An asset class was destroyed.
     */
    "Destroyed": Anonymize<Ia5le7udkgbaq9>;
    /**
     * Some asset class was force-created.
     */
    "ForceCreated": Anonymize<Iaitn5bqfacj7k>;
    /**
     * New metadata has been set for an asset.
     */
    "MetadataSet": Anonymize<Ifnsa0dkkpf465>;
    /**
     * Metadata has been cleared for an asset.
     */
    "MetadataCleared": Anonymize<Ia5le7udkgbaq9>;
    /**
     * (Additional) funds have been approved for transfer to a destination account.
     */
    "ApprovedTransfer": Anonymize<I65dtqr2egjbc3>;
    /**
     * An approval for account `delegate` was cancelled by `owner`.
     */
    "ApprovalCancelled": Anonymize<Ibqj3vg5s5lk0c>;
    /**
     * An `amount` was transferred in its entirety from `owner` to `destination` by
     * the approved `delegate`.
     */
    "TransferredApproved": Anonymize<I6l73u513p8rna>;
    /**
     * An asset has had its attributes changed by the `Force` origin.
     */
    "AssetStatusChanged": Anonymize<Ia5le7udkgbaq9>;
    /**
     * The min_balance of an asset has been updated by the asset owner.
     */
    "AssetMinBalanceChanged": Anonymize<Iefqmt2htu1dlu>;
    /**
     * Some account `who` was created with a deposit from `depositor`.
     */
    "Touched": Anonymize<If8bgtgqrchjtu>;
    /**
     * Some account `who` was blocked.
     */
    "Blocked": Anonymize<If4ebvclj2ugvi>;
    /**
     * Some assets were deposited (e.g. for transaction fees).
     */
    "Deposited": Anonymize<Idusmq77988cmt>;
    /**
     * Some assets were withdrawn from the account (e.g. for transaction fees).
     */
    "Withdrawn": Anonymize<Idusmq77988cmt>;
    /**
     * Reserve information was set or updated for `asset_id`.
     */
    "ReservesUpdated": Anonymize<Ifhs6ggbuiec5i>;
    /**
     * Reserve information was removed for `asset_id`.
     */
    "ReservesRemoved": Anonymize<Ia5le7udkgbaq9>;
    /**
     * Some assets were issued as Credit (no owner yet).
     */
    "IssuedCredit": Anonymize<Id2vo4qi5agnp0>;
    /**
     * Some assets Credit was destroyed.
     */
    "BurnedCredit": Anonymize<Id2vo4qi5agnp0>;
    /**
     * Some assets were burned and a Debt was created.
     */
    "IssuedDebt": Anonymize<Id2vo4qi5agnp0>;
    /**
     * Some assets Debt was destroyed (and assets issued).
     */
    "BurnedDebt": Anonymize<Id2vo4qi5agnp0>;
}>;
export type I88ff3u4dpivk = {
    "asset_id": number;
    "creator": SS58String;
    "owner": SS58String;
};
export type I33cp947glv1ks = {
    "asset_id": number;
    "owner": SS58String;
    "amount": bigint;
};
export type Ic9om1gmmqu7rq = {
    "asset_id": number;
    "from": SS58String;
    "to": SS58String;
    "amount": bigint;
};
export type I5hfov2b68ppb6 = {
    "asset_id": number;
    "owner": SS58String;
    "balance": bigint;
};
export type Ibthhb2m9vneds = {
    "asset_id": number;
    "issuer": SS58String;
    "admin": SS58String;
    "freezer": SS58String;
};
export type Iaitn5bqfacj7k = {
    "asset_id": number;
    "owner": SS58String;
};
export type If4ebvclj2ugvi = {
    "asset_id": number;
    "who": SS58String;
};
export type Ia5le7udkgbaq9 = {
    "asset_id": number;
};
export type Ieduc1e6frq8rb = {
    "asset_id": number;
    "accounts_destroyed": number;
    "accounts_remaining": number;
};
export type I9h6gbtabovtm4 = {
    "asset_id": number;
    "approvals_destroyed": number;
    "approvals_remaining": number;
};
export type Ifnsa0dkkpf465 = {
    "asset_id": number;
    "name": Uint8Array;
    "symbol": Uint8Array;
    "decimals": number;
    "is_frozen": boolean;
};
export type I65dtqr2egjbc3 = {
    "asset_id": number;
    "source": SS58String;
    "delegate": SS58String;
    "amount": bigint;
};
export type Ibqj3vg5s5lk0c = {
    "asset_id": number;
    "owner": SS58String;
    "delegate": SS58String;
};
export type I6l73u513p8rna = {
    "asset_id": number;
    "owner": SS58String;
    "delegate": SS58String;
    "destination": SS58String;
    "amount": bigint;
};
export type Iefqmt2htu1dlu = {
    "asset_id": number;
    "new_min_balance": bigint;
};
export type If8bgtgqrchjtu = {
    "asset_id": number;
    "who": SS58String;
    "depositor": SS58String;
};
export type Idusmq77988cmt = {
    "asset_id": number;
    "who": SS58String;
    "amount": bigint;
};
export type Ifhs6ggbuiec5i = {
    "asset_id": number;
    "reserves": Anonymize<I35l6p7kq19mr0>;
};
export type I35l6p7kq19mr0 = Array<undefined>;
export type Id2vo4qi5agnp0 = {
    "asset_id": number;
    "amount": bigint;
};
export type I4lgr5i5qhk4i8 = FixedSizeArray<2, Anonymize<Ikjpbtmstl9nm>>;
export type Ikjpbtmstl9nm = AnonymousEnum<{
    "Native": undefined;
    "WithId": number;
}>;
export type Ied3h58e6qlrmv = {
    /**
     * The pool whose fee was set.
     */
    "pool_id": Anonymize<I4lgr5i5qhk4i8>;
    /**
     * The swap fee now applied to the pool.
     */
    "fee": number;
};
export type Iaa3la3apam0ft = Array<[Anonymize<Ikjpbtmstl9nm>, bigint]>;
export type I37de6ndesip1h = AnonymousEnum<{
    "Native": undefined;
    "Asset": number;
    "PoolShare": number;
}>;
export type I3fl7kvh9tccu2 = {
    /**
     * The modified pool.
     */
    "pool_id": number;
    /**
     * The new reward rate per block.
     */
    "new_reward_rate_per_block": bigint;
};
export type I51711mrb372ih = {
    /**
     * The modified pool.
     */
    "pool_id": number;
    /**
     * The new admin.
     */
    "new_admin": SS58String;
};
export type I931cottvong90 = {
    /**
     * The cleared pool.
     */
    "pool_id": number;
};
export type I6s7u35bneem9l = AnonymousEnum<{
    /**
     * A channel is open.
     */
    "Opened": Anonymize<I4k36sporupucd>;
    /**
     * The opener has paid `amount` in and asks the counterparty for `requested`.
     */
    "Proposed": Anonymize<Ifcj8518l0frjp>;
    /**
     * A proposal ended without a channel; the opener has its money back.
     */
    "ProposalEnded": Anonymize<I597db7qvf1bp9>;
    /**
     * A party paid into its ledger balance.
     */
    "Deposited": Anonymize<I41ohuv2gpotot>;
    /**
     * A party took out of its ledger balance.
     */
    "Withdrawn": Anonymize<I41ohuv2gpotot>;
    /**
     * A party paid the other.
     */
    "Paid": Anonymize<I23e1p191q4ead>;
    /**
     * A party set the terms on which it forwards.
     */
    "PolicySet": Anonymize<Id4fm0lqc3qnhn>;
    /**
     * A party committed balance to off-chain payments.
     */
    "Committed": Anonymize<Id70o0ohcb2e2a>;
    /**
     * The parties took committed balance back into the ledger. States up to this version count
     * no more.
     */
    "CommittedWithdrawn": Anonymize<Ideb24i05pkv4f>;
    /**
     * A party closes alone. Whoever holds a later state has until then to present it.
     */
    "ForceClosed": Anonymize<If8qfa20ofo5hi>;
    /**
     * A later state was presented.
     */
    "Challenged": Anonymize<I82ed5b7ai18bc>;
    /**
     * A side pays for having claimed more than what is due to it.
     */
    "Penalised": Anonymize<Ic6id9531a3qba>;
    /**
     * A channel was paid out; what is pending or held follows when it is decided.
     */
    "Settled": Anonymize<I9l8galdm69rhf>;
    /**
     * A channel is gone and its deposit returned.
     */
    "Closed": Anonymize<I51rnbjgaj0tka>;
    /**
     * A preimage became public.
     */
    "PreimageRevealed": Anonymize<I5fl1m27m241tk>;
    /**
     * A preimage was forgotten and its deposit returned.
     */
    "PreimageForgotten": Anonymize<I93b73p0pvi9q6>;
    /**
     * A payout was refused by the asset and is kept for its owner.
     */
    "Credited": Anonymize<Ic6f4f2j2l8mi7>;
    /**
     * The owner of credit took it.
     */
    "CreditClaimed": Anonymize<Icpbg1qisc21u5>;
    /**
     * Something that was due could not be done. It is tried again later, and a call can do it
     * meanwhile.
     */
    "ServiceFailed": Anonymize<Ifjd360r0sfo03>;
    /**
     * A deposit could not be returned and stays held. What it was for is gone all the same.
     */
    "DepositKept": Anonymize<Idgmm4svpan5kj>;
    /**
     * The closer claimed more than what is due to it: its deposit went to who presented the
     * state that counts.
     */
    "ClosingDepositLost": Anonymize<Id5h3e5sblk3tq>;
    /**
     * A party consents to a message on chain, as if it had signed it.
     */
    "Approved": Anonymize<I7fmi78qhl267d>;
    /**
     * An approval that counts no more was forgotten and its deposit returned.
     */
    "ApprovalForgotten": Anonymize<Ider8v18rlm6mi>;
    /**
     * A party wants to take a part of what it has committed out, without the other. Whoever holds
     * a state of a later version in which it has less than both for sure has until then to
     * present it.
     */
    "WithdrawalRequested": Anonymize<I2b39s0tdaombt>;
    /**
     * A request ended. The party has its deposit back; if it closes, that is what it puts down.
     */
    "WithdrawalEnded": Anonymize<I9dao5rskjnij>;
    /**
     * A part of what a party had committed became its ledger balance.
     */
    "WithdrawalFinished": Anonymize<I37a1jghf4v6om>;
    /**
     * A party's money goes to this account when the channel ends; to its own where there is none.
     */
    "PayoutSet": Anonymize<If6a974hm2ujtq>;
    /**
     * Another pallet has bound a side of a channel, or what binds it is gone before its time.
     */
    "GuardSet": Anonymize<I4eo362791m4kg>;
}>;
export type I4k36sporupucd = {
    "channel": bigint;
    "parties": Anonymize<I3qdo61a3ilofp>;
    "asset": Anonymize<Ikjpbtmstl9nm>;
    "ledger": Anonymize<Ie0m34sooauavf>;
    "challenge_period_ms": bigint;
};
export type I3qdo61a3ilofp = {
    "opener": SS58String;
    "counterparty": SS58String;
};
export type Ie0m34sooauavf = {
    "opener": {
        "free": bigint;
        "locked": bigint;
    };
    "counterparty": {
        "free": bigint;
        "locked": bigint;
    };
};
export type Ifcj8518l0frjp = {
    "channel": bigint;
    "parties": Anonymize<I3qdo61a3ilofp>;
    "asset": Anonymize<Ikjpbtmstl9nm>;
    "amount": bigint;
    "requested": bigint;
    /**
     * The first instant at which it can no longer be accepted.
     */
    "deadline_ms": bigint;
};
export type I597db7qvf1bp9 = {
    "channel": bigint;
    "reason": Enum<{
        "Declined": undefined;
        "Withdrawn": undefined;
        "Expired": undefined;
    }>;
};
export type I41ohuv2gpotot = {
    "channel": bigint;
    "side": Anonymize<I9puehsks12p4e>;
    "amount": bigint;
    /**
     * After the change.
     */
    "ledger": Anonymize<Ie0m34sooauavf>;
};
export type I9puehsks12p4e = AnonymousEnum<{
    "Opener": undefined;
    "Counterparty": undefined;
}>;
export type I23e1p191q4ead = {
    "channel": bigint;
    "payer": Anonymize<I9puehsks12p4e>;
    "amount": bigint;
    /**
     * After the change.
     */
    "ledger": Anonymize<Ie0m34sooauavf>;
};
export type Id4fm0lqc3qnhn = {
    "channel": bigint;
    "side": Anonymize<I9puehsks12p4e>;
    "policy"?: Anonymize<Ib96vgahhrk3c0>;
};
export type Ib96vgahhrk3c0 = (Anonymize<I7n8oundmg6go4>) | undefined;
export type I7n8oundmg6go4 = {
    "base_fee": bigint;
    "fee_ppm": number;
    "inbound_base_fee": bigint;
    "inbound_fee_ppm": number;
    "min_amount": bigint;
    "max_amount": bigint;
    "reserve": bigint;
    "max_locked"?: Anonymize<I35p85j063s0il>;
    "hold_ppm": number;
    "enabled": boolean;
};
export type I35p85j063s0il = (bigint) | undefined;
export type Id70o0ohcb2e2a = {
    "channel": bigint;
    "side": Anonymize<I9puehsks12p4e>;
    "amount": bigint;
    /**
     * After the change.
     */
    "committed": Anonymize<I8cjfns659vaje>;
};
export type I8cjfns659vaje = {
    "opener": bigint;
    "counterparty": bigint;
};
export type Ideb24i05pkv4f = {
    "channel": bigint;
    "base_version": bigint;
    "amounts": Anonymize<I8cjfns659vaje>;
    /**
     * After the change.
     */
    "committed": Anonymize<I8cjfns659vaje>;
};
export type If8qfa20ofo5hi = {
    "channel": bigint;
    "closer": Anonymize<I9puehsks12p4e>;
    /**
     * With the latest state, or with what it claims after it lost its states.
     */
    "kind": Enum<{
        "Latest": undefined;
        "AfterLoss": undefined;
        "Contested": undefined;
    }>;
    /**
     * Of the state that it presented; the base version where it presented none.
     */
    "version": bigint;
    /**
     * What the closer has put down, in the native coin.
     */
    "deposit": bigint;
    /**
     * The channel is settled from then on, but not before the block `settles_at`.
     */
    "settles_ms": bigint;
    "settles_at": number;
};
export type I82ed5b7ai18bc = {
    "channel": bigint;
    "challenger": SS58String;
    "version": bigint;
    /**
     * What each side has claimed for sure above its balance by this state, HTLCs aside.
     */
    "excess": Anonymize<I8cjfns659vaje>;
};
export type Ic6id9531a3qba = {
    "channel": bigint;
    "side": Anonymize<I9puehsks12p4e>;
    "amount": bigint;
    /**
     * Who presented the state that counts; the other party, if the closer began with it.
     */
    "challenger": SS58String;
    /**
     * The part of the amount that the challenger gets; the rest is the other party's.
     */
    "reward": bigint;
};
export type I9l8galdm69rhf = {
    "channel": bigint;
    /**
     * The version that decided, except in a cooperative close of the ledger alone.
     */
    "version": bigint;
    /**
     * To each party, or to the account that it has named (`PayoutSet`).
     */
    "paid": Anonymize<I8cjfns659vaje>;
    /**
     * What each side still has in HTLCs as their payer, or has locked.
     */
    "pending": Anonymize<I8cjfns659vaje>;
    /**
     * What is held back of each side's until all HTLCs are decided.
     */
    "held": Anonymize<I8cjfns659vaje>;
};
export type I51rnbjgaj0tka = {
    "channel": bigint;
};
export type I5fl1m27m241tk = {
    "payment_hash": SizedHex<32>;
    "preimage": SizedHex<32>;
    /**
     * It counts for deadlines after this instant.
     */
    "revealed_ms": bigint;
    /**
     * It can be forgotten from then on, but not before the block `retained_until`.
     */
    "retained_until_ms": bigint;
    "retained_until": number;
};
export type I93b73p0pvi9q6 = {
    "payment_hash": SizedHex<32>;
};
export type Ic6f4f2j2l8mi7 = {
    "owner": SS58String;
    "asset": Anonymize<Ikjpbtmstl9nm>;
    "amount": bigint;
    "reason": Anonymize<Icpasnck0ga36a>;
};
export type Icpbg1qisc21u5 = {
    "owner": SS58String;
    "asset": Anonymize<Ikjpbtmstl9nm>;
    "amount": bigint;
    "to": SS58String;
};
export type Ifjd360r0sfo03 = {
    "due": Anonymize<Iasnbc17piuis4>;
    "error": Anonymize<Icpasnck0ga36a>;
};
export type Iasnbc17piuis4 = AnonymousEnum<{
    "Proposal": bigint;
    "Settlement": bigint;
    "Preimage": SizedHex<32>;
    "Withdrawal": Anonymize<I3omkpi1kr1lvr>;
}>;
export type I3omkpi1kr1lvr = [bigint, Anonymize<I9puehsks12p4e>];
export type Idgmm4svpan5kj = {
    "who": SS58String;
    "error": Anonymize<Icpasnck0ga36a>;
};
export type Id5h3e5sblk3tq = {
    "channel": bigint;
    "closer": SS58String;
    "challenger": SS58String;
    /**
     * In the native coin.
     */
    "amount": bigint;
};
export type I7fmi78qhl267d = {
    "channel": bigint;
    "side": Anonymize<I9puehsks12p4e>;
    /**
     * BLAKE2-256 of what would have been signed.
     */
    "payload_hash": SizedHex<32>;
    "message": Anonymize<I6ub402tlmidd4>;
};
export type I6ub402tlmidd4 = AnonymousEnum<{
    "State": Anonymize<Iffnm01q1qku1r>;
    "Withdrawal": Anonymize<I3bj7d7m6vf5m6>;
    "Close": Anonymize<I90gkev49i0hg0>;
}>;
export type Iffnm01q1qku1r = {
    "version": bigint;
    "net": Anonymize<I2me0i8emdkq74>;
    "htlcs": Anonymize<If5g5oh91o3ol6>;
};
export type I2me0i8emdkq74 = {
    "payer": Anonymize<I9puehsks12p4e>;
    "amount": bigint;
};
export type If5g5oh91o3ol6 = Array<{
    "payer": Anonymize<I9puehsks12p4e>;
    "amount": bigint;
    "payment_hash": SizedHex<32>;
    "deadline_ms": bigint;
}>;
export type I3bj7d7m6vf5m6 = {
    "version": bigint;
    "net": Anonymize<I2me0i8emdkq74>;
    "amounts": Anonymize<I8cjfns659vaje>;
    "valid_until_ms": bigint;
};
export type I90gkev49i0hg0 = {
    "version": bigint;
    "net": Anonymize<I2me0i8emdkq74>;
    "valid_until_ms": bigint;
};
export type Ider8v18rlm6mi = {
    "channel": bigint;
    "side": Anonymize<I9puehsks12p4e>;
    "payload_hash": SizedHex<32>;
};
export type I2b39s0tdaombt = {
    "channel": bigint;
    "side": Anonymize<I9puehsks12p4e>;
    "amount": bigint;
    /**
     * Of the newest state that the party holds; the base version where it holds none.
     */
    "version": bigint;
    /**
     * What it keeps beside that.
     */
    "reserve": bigint;
    /**
     * What the party has put down, in the native coin.
     */
    "deposit": bigint;
    /**
     * It is finished from then on, but not before the block `finishes_at`.
     */
    "finishes_ms": bigint;
    "finishes_at": number;
};
export type I9dao5rskjnij = {
    "channel": bigint;
    "side": Anonymize<I9puehsks12p4e>;
    "reason": Enum<{
        "Void": undefined;
        "Closing": undefined;
    }>;
};
export type I37a1jghf4v6om = {
    "channel": bigint;
    "side": Anonymize<I9puehsks12p4e>;
    "amount": bigint;
    /**
     * After the change.
     */
    "ledger": Anonymize<Ie0m34sooauavf>;
    /**
     * After the change.
     */
    "committed": Anonymize<I8cjfns659vaje>;
};
export type If6a974hm2ujtq = {
    "channel": bigint;
    "side": Anonymize<I9puehsks12p4e>;
    "to"?: Anonymize<Ihfphjolmsqq1>;
};
export type I4eo362791m4kg = {
    "channel": bigint;
    "guard"?: Anonymize<Iadvu6sthmb0gj>;
};
export type Iadvu6sthmb0gj = ({
    "side": Anonymize<I9puehsks12p4e>;
    "floor": bigint;
    "until_ms": bigint;
    "worst": Anonymize<I7n8oundmg6go4>;
    "lien": bigint;
}) | undefined;
export type I68lf06llnuij2 = AnonymousEnum<{
    /**
     * A payee registered an invoice.
     */
    "InvoiceRegistered": Anonymize<Idu3u4qcgbitev>;
    /**
     * A registered invoice is gone and its deposit returned.
     */
    "InvoiceEnded": Anonymize<I2ql0ok5kuc1ga>;
    /**
     * A payer opened a payment.
     */
    "PaymentOpened": Anonymize<Ibnh8dq9obvlnd>;
    /**
     * A part is locked, in each channel of its route.
     */
    "PartLocked": Anonymize<Iac94j8bcmgn8i>;
    /**
     * The payer released a part, whose place is free again.
     */
    "PartDropped": Anonymize<I3q2494l9fim5p>;
    /**
     * All parts are locked: whoever knows the preimage can claim the payment for the payee.
     */
    "PaymentCompleted": Anonymize<I204p7kpdr0142>;
    /**
     * The payee is paid: every part is settled in every channel.
     */
    "PaymentSettled": Anonymize<Id8hvk00mg9747>;
    /**
     * A payment is over without being paid: every lock is its payer's again, but for what
     * waiting costs.
     */
    "PaymentReleased": Anonymize<Iftsp1mcame8n1>;
    /**
     * An invoice is paid at once, without a preimage, as its payee allows.
     */
    "PaidInstantly": Anonymize<Idq50vsslr8j9h>;
    /**
     * What was due failed. It is tried again later, and anybody may try it by a call.
     */
    "ServiceFailed": Anonymize<I9j9m8llgjpuup>;
    /**
     * A deposit could not be returned and stays held. Its reason is gone all the same.
     */
    "DepositKept": Anonymize<Idgmm4svpan5kj>;
}>;
export type Idu3u4qcgbitev = {
    "invoice": Anonymize<I1615ip27ge4a4>;
};
export type I1615ip27ge4a4 = {
    "payee": SS58String;
    "asset": Anonymize<Ikjpbtmstl9nm>;
    "amount"?: Anonymize<I35p85j063s0il>;
    "payment_hash": SizedHex<32>;
    "payment_secret": SizedHex<32>;
    "deadline_ms": bigint;
    "memo_hash": SizedHex<32>;
    "features": bigint;
    "hints": Array<Anonymize<Iafqnechp3omqg>>;
};
export type Iafqnechp3omqg = Array<bigint>;
export type I2ql0ok5kuc1ga = {
    "payee": SS58String;
    "payment_hash": SizedHex<32>;
    "reason": Enum<{
        "Cancelled": undefined;
        "Expired": undefined;
        "Settled": undefined;
    }>;
};
export type Ibnh8dq9obvlnd = {
    "payment": bigint;
    "payer": SS58String;
    "payee": SS58String;
    "asset": Anonymize<Ikjpbtmstl9nm>;
    "payment_hash": SizedHex<32>;
    "total": bigint;
    "max_fee": bigint;
    /**
     * From then on it is released if it is not complete.
     */
    "complete_by_ms": bigint;
    /**
     * From then on it is released if its preimage was not revealed before.
     */
    "deadline_ms": bigint;
    /**
     * The most by which its end is later, if the chain stands still.
     */
    "extension_ms": bigint;
    /**
     * Whether it pays for something that the payee has locked for it, and so for no
     * invoice.
     */
    "bound": boolean;
};
export type Iac94j8bcmgn8i = {
    "payment": bigint;
    "part": number;
    /**
     * From the payer to the payee.
     */
    "locks": Anonymize<Ifdohmgmmbd0hi>;
    /**
     * The amount that arrives over all parts, after the change.
     */
    "received": bigint;
    /**
     * The sum that the parties in between keep of all parts, after the change.
     */
    "fees": bigint;
};
export type Ifdohmgmmbd0hi = Array<{
    "channel": bigint;
    "payer": Anonymize<I9puehsks12p4e>;
    "amount": bigint;
}>;
export type I3q2494l9fim5p = {
    "payment": bigint;
    "part": number;
    /**
     * The amount that arrives over all parts, after the change.
     */
    "received": bigint;
    /**
     * The sum that the parties in between keep of all parts, after the change.
     */
    "fees": bigint;
    /**
     * The sum that the parties in between got for having waited, from the payer.
     */
    "hold_fee": bigint;
};
export type I204p7kpdr0142 = {
    "payment": bigint;
    "payee": SS58String;
    "payment_hash": SizedHex<32>;
    "total": bigint;
    /**
     * How large it is: whoever ends it has to say so.
     */
    "size": Anonymize<I4h8mlvcrcnlq3>;
    "deadline_ms": bigint;
    /**
     * Whether it pays for something that the payee has locked for it, and so for no
     * invoice.
     */
    "bound": boolean;
};
export type I4h8mlvcrcnlq3 = {
    "parts": number;
    "hops": number;
};
export type Id8hvk00mg9747 = {
    "payment": bigint;
    "payer": SS58String;
    "payee": SS58String;
    "asset": Anonymize<Ikjpbtmstl9nm>;
    "payment_hash": SizedHex<32>;
    /**
     * The proof that it is paid.
     */
    "preimage": SizedHex<32>;
    "total": bigint;
    /**
     * The sum that the parties in between kept.
     */
    "fees": bigint;
    /**
     * Whether it has paid for something that the payee had locked for it, and so no
     * invoice.
     */
    "bound": boolean;
};
export type Iftsp1mcame8n1 = {
    "payment": bigint;
    "payer": SS58String;
    "payee": SS58String;
    "payment_hash": SizedHex<32>;
    /**
     * The amount that was ready to arrive.
     */
    "received": bigint;
    /**
     * The sum that the parties in between got for having waited, from the payer.
     */
    "hold_fee": bigint;
    "reason": Enum<{
        "Cancelled": undefined;
        "Withdrawn": undefined;
        "Incomplete": undefined;
        "Expired": undefined;
        "HandedBack": undefined;
    }>;
};
export type Idq50vsslr8j9h = {
    "payer": SS58String;
    "payee": SS58String;
    "asset": Anonymize<Ikjpbtmstl9nm>;
    "payment_hash": SizedHex<32>;
    "total": bigint;
    /**
     * The sum that the parties in between kept.
     */
    "fees": bigint;
    "routes": Anonymize<Ifsbi4blj05oqo>;
};
export type Ifsbi4blj05oqo = Array<Anonymize<I8q7ibbmfa6fse>>;
export type I8q7ibbmfa6fse = Array<Anonymize<Id7pt79359o08>>;
export type Id7pt79359o08 = {
    "channel": bigint;
    "amount": bigint;
};
export type I9j9m8llgjpuup = {
    "due": Anonymize<I5d7s1ehemp2ml>;
    "error": Anonymize<Icpasnck0ga36a>;
};
export type I5d7s1ehemp2ml = AnonymousEnum<{
    "Payment": bigint;
    "Invoice": bigint;
}>;
export type Ibtj79bd8i7me0 = AnonymousEnum<{
    /**
     * An account has another policy in an asset, or none any more.
     */
    "PolicySet": Anonymize<I2vq17mr24ksdm>;
    /**
     * An account has another policy for one of its channels, or none any more: the channel is
     * treated as the others, or is gone.
     */
    "ChannelPolicySet": Anonymize<Iccoqjt5205njh>;
    /**
     * An account has another operator for its channels in an asset, or none any more.
     */
    "OperatorSet": Anonymize<Ido0qv40mbcjcn>;
    /**
     * An operator acts for an account from now on, or no longer, by its own call.
     */
    "Operates": Anonymize<Idq61sugn65s1b>;
    /**
     * Channels are tracked for an account from now on, or no longer, by its own call.
     */
    "ChannelsTracked": Anonymize<I15p9qqtrficmu>;
    /**
     * A channel came out of its owner's thresholds, and a run will be due for it.
     */
    "ImbalanceNoted": Anonymize<I2mv1luijjiaq0>;
    /**
     * An automatic run is due: the account's worker is to plan one now.
     */
    "RunDue": Anonymize<Ibehqpgik9eup9>;
    /**
     * Money went round, and the account's channels are better for it.
     */
    "Rebalanced": Anonymize<I9lap6m23ksten>;
    /**
     * An automatic run was due, and nothing moved.
     */
    "RunRefused": Anonymize<Icages43kc31g3>;
    /**
     * A run was due and there was nothing to do.
     */
    "FoundBalanced": Anonymize<Ie1rb2mav7qm8b>;
    /**
     * The owners of channels are asked to let money go round without a fee.
     */
    "Proposed": Anonymize<I794igdd2iie50>;
    /**
     * One of the owners accepted a proposed cycle.
     */
    "Accepted": Anonymize<I7omn64aj5ch8b>;
    /**
     * All owners have accepted a proposed cycle, and the money went round.
     */
    "CycleExecuted": Anonymize<I5he57lk4neiep>;
    /**
     * A proposal ended, and nothing moved.
     */
    "ProposalEnded": Anonymize<I6nhv6gqs4dsjf>;
    /**
     * A deposit could not be returned and stays held; what it was for is gone all the same.
     */
    "DepositKept": Anonymize<Idgmm4svpan5kj>;
    /**
     * What was due could not be done; it is tried again later.
     */
    "ServiceFailed": Anonymize<I7de4rs7fatkp9>;
}>;
export type I2vq17mr24ksdm = {
    "account": SS58String;
    "asset": Anonymize<Ikjpbtmstl9nm>;
    "policy"?: Anonymize<Iaqsqvd66e8h1e>;
};
export type Iaqsqvd66e8h1e = (Anonymize<Id2n6og12e4ijv>) | undefined;
export type Id2n6og12e4ijv = {
    "band": Anonymize<I2q0aef7000iuo>;
    "fee_limit": number;
    "fee_budget": bigint;
    "budget_period_ms": bigint;
    "min_interval_ms": bigint;
    "min_amount": bigint;
    "automatic": boolean;
};
export type I2q0aef7000iuo = {
    "low": number;
    "target": number;
    "high": number;
};
export type Iccoqjt5205njh = {
    "account": SS58String;
    "channel": bigint;
    "policy"?: Anonymize<I8osi899gkuca8>;
};
export type I8osi899gkuca8 = (Anonymize<Idmt5s710t26ia>) | undefined;
export type Idmt5s710t26ia = {
    "band"?: (Anonymize<I2q0aef7000iuo>) | undefined;
    "mode": Anonymize<I9eppobf8g69kv>;
};
export type I9eppobf8g69kv = AnonymousEnum<{
    "Automatic": undefined;
    "Manual": undefined;
    "Excluded": undefined;
}>;
export type Ido0qv40mbcjcn = {
    "account": SS58String;
    "asset": Anonymize<Ikjpbtmstl9nm>;
    "operator"?: Anonymize<Ihfphjolmsqq1>;
};
export type Idq61sugn65s1b = {
    "operator": SS58String;
    "account": SS58String;
    "asset": Anonymize<Ikjpbtmstl9nm>;
    "on": boolean;
};
export type I15p9qqtrficmu = {
    "account": SS58String;
    "channels": Anonymize<Iafqnechp3omqg>;
    "tracked": boolean;
};
export type I2mv1luijjiaq0 = {
    /**
     * Whose thresholds these are.
     */
    "account": SS58String;
    "asset": Anonymize<Ikjpbtmstl9nm>;
    "channel": bigint;
    /**
     * After the change, as the account sees it.
     */
    "holding": Anonymize<I6ruunhncid1ba>;
    /**
     * The first instant at which a run is due.
     */
    "due_ms": bigint;
};
export type I6ruunhncid1ba = {
    "local": bigint;
    "remote": bigint;
};
export type Ibehqpgik9eup9 = {
    "account": SS58String;
    "asset": Anonymize<Ikjpbtmstl9nm>;
};
export type I9lap6m23ksten = {
    "account": SS58String;
    "asset": Anonymize<Ikjpbtmstl9nm>;
    "trigger": Enum<{
        "Manual": undefined;
        "Automatic": undefined;
    }>;
    "cycles": Anonymize<Ifsbi4blj05oqo>;
    /**
     * What came back in all.
     */
    "amount": bigint;
    /**
     * What forwarders kept in all.
     */
    "fee": bigint;
    /**
     * How far outside of their thresholds the account's channels in these cycles lie now,
     * added up, in units.
     */
    "outside": bigint;
    /**
     * What automatic runs have spent in the present period, if this was one.
     */
    "spent"?: Anonymize<I35p85j063s0il>;
};
export type Icages43kc31g3 = {
    "account": SS58String;
    "asset": Anonymize<Ikjpbtmstl9nm>;
    "reason": Enum<{
        "NoPlan": undefined;
        "ExceedsFeeBudget": undefined;
        "TooLarge": undefined;
        "GaveUp": undefined;
        "Failed": Anonymize<Icpasnck0ga36a>;
    }>;
    /**
     * How often in a row that was so.
     */
    "failures": number;
    /**
     * The first instant at which the next run is due.
     */
    "due_ms": bigint;
};
export type Ie1rb2mav7qm8b = {
    "account": SS58String;
    "asset": Anonymize<Ikjpbtmstl9nm>;
    /**
     * The first instant at which the next run is due, if a channel has changed since this
     * one was.
     */
    "due_ms"?: Anonymize<I35p85j063s0il>;
};
export type I794igdd2iie50 = {
    "proposal": bigint;
    "asset": Anonymize<Ikjpbtmstl9nm>;
    "channels": Anonymize<Iafqnechp3omqg>;
    /**
     * Who pays over each of the channels. The first has proposed it, and accepts by that.
     */
    "owners": Anonymize<Ia2lhg7l2hilo3>;
    "amount": bigint;
    /**
     * The first instant at which it can no longer be accepted.
     */
    "deadline_ms": bigint;
};
export type Ia2lhg7l2hilo3 = Array<SS58String>;
export type I7omn64aj5ch8b = {
    "proposal": bigint;
    "owner": SS58String;
    /**
     * How many have still to accept.
     */
    "missing": number;
};
export type I5he57lk4neiep = {
    "proposal": bigint;
    "asset": Anonymize<Ikjpbtmstl9nm>;
    "amount": bigint;
};
export type I6nhv6gqs4dsjf = {
    "proposal": bigint;
    "reason": Enum<{
        "Declined": SS58String;
        "Expired": undefined;
    }>;
};
export type I7de4rs7fatkp9 = {
    "due": Anonymize<I2gkqq3qguvhpu>;
    "error": Anonymize<Icpasnck0ga36a>;
};
export type I2gkqq3qguvhpu = AnonymousEnum<{
    "Run": Anonymize<I8ic4307am1g42>;
    "Proposal": bigint;
}>;
export type I8ic4307am1g42 = [SS58String, Anonymize<Ikjpbtmstl9nm>];
export type I4gg16o7a24rmc = AnonymousEnum<{
    /**
     * Somebody provides liquidity in an asset.
     */
    "Registered": Anonymize<I6vsd31b0tf4ei>;
    /**
     * A provider has other terms for what comes.
     */
    "TermsSet": Anonymize<I2t2m548nna3n5>;
    /**
     * A provider has this menu.
     */
    "MenuSet": Anonymize<Iaam7bftqqoijs>;
    /**
     * A provider has so much stock that nobody has.
     */
    "StockChanged": Anonymize<I6194psm4t8kat>;
    /**
     * A provider answers with so much, and so much of it stands for leases and the like.
     */
    "BondChanged": Anonymize<I4ah5l9v2eefaf>;
    /**
     * A provider is none any more, and has all of it back.
     */
    "Left": Anonymize<I6abb033mun1f>;
    /**
     * A provider has given a sign of life, and was away for so long up to then, in all.
     */
    "Beaten": Anonymize<I7a58om31hnp1k>;
    /**
     * An offer is on a shelf.
     */
    "Listed": Anonymize<I33mm8dpg50o4u>;
    /**
     * An offer is on no shelf any more.
     */
    "Delisted": Anonymize<I5aa3voauc7h6o>;
    /**
     * Stock is kept for a client, at a price that holds.
     */
    "Reserved": Anonymize<Ido01uvetvdv7v>;
    /**
     * Stock is kept no longer.
     */
    "ReservationEnded": Anonymize<Ieqj356knrt3sf>;
    /**
     * A client has used what a provider has signed.
     */
    "QuoteUsed": Anonymize<Idvs94gi921sca>;
    /**
     * A channel is open with a provider's liquidity in it, which it has let.
     */
    "Leased": Anonymize<Id8ri3t6ofc7ud>;
    /**
     * The client has paid more of the fee.
     */
    "FeePaid": Anonymize<I65pmvc1nm4a2e>;
    /**
     * So much of the fee came out of what was first received, and the client has back as much
     * of what it had put down. The rest of that is the rest of the fee, paid ahead.
     */
    "FeeReceived": Anonymize<I3trr0rdtnqjmd>;
    /**
     * A lease goes on for longer.
     */
    "Renewed": Anonymize<Icasu896sn45k>;
    /**
     * A party asks for an end by agreement, or no longer.
     */
    "EndProposed": Anonymize<Iaqddgs9tfs3l6>;
    /**
     * A lease is over, and who gets what.
     */
    "LeaseEnded": Anonymize<Ichk79gbjol99o>;
    /**
     * A provider has closed a channel before its time.
     */
    "Breached": Anonymize<Ie833o2uc9odj0>;
    /**
     * A provider was away for longer than it promised.
     */
    "Missed": Anonymize<Itrkohlfgck5q>;
    /**
     * A provider has got what it had earned.
     */
    "Collected": Anonymize<Icpbhffaki7813>;
    /**
     * An asset refused a payout, which is kept for its owner.
     */
    "Credited": Anonymize<Ic6f4f2j2l8mi7>;
    /**
     * A credit was paid out.
     */
    "CreditClaimed": Anonymize<Icpbg1qisc21u5>;
    /**
     * What was due failed. It is tried again later, and anybody may try it by a call.
     */
    "ServiceFailed": Anonymize<I39ffrce1fprd9>;
    /**
     * A deposit could not be returned and stays held. Its reason is gone all the same.
     */
    "DepositKept": Anonymize<Idgmm4svpan5kj>;
}>;
export type I6vsd31b0tf4ei = {
    "asset": Anonymize<Ikjpbtmstl9nm>;
    "provider": SS58String;
    "number": number;
    "bond": bigint;
    "terms": Anonymize<Ie9ehq5s3kvmos>;
};
export type Ie9ehq5s3kvmos = {
    "region": number;
    "uptime": number;
    "policy": Anonymize<I7n8oundmg6go4>;
    "hold_ppm": number;
    "challenge_period_ms": bigint;
};
export type I2t2m548nna3n5 = {
    "asset": Anonymize<Ikjpbtmstl9nm>;
    "provider": SS58String;
    "terms": Anonymize<Ie9ehq5s3kvmos>;
};
export type Iaam7bftqqoijs = {
    "asset": Anonymize<Ikjpbtmstl9nm>;
    "provider": SS58String;
    "menu": Anonymize<Icofgvo58th1v3>;
};
export type Icofgvo58th1v3 = Array<Anonymize<Iail0ssq46p4hf>>;
export type Iail0ssq46p4hf = {
    "min_fee": bigint;
    "ppm": number;
    "min_size": bigint;
    "max_size": bigint;
    "lifetime_ms": bigint;
    "valid_until_ms": bigint;
};
export type I6194psm4t8kat = {
    "asset": Anonymize<Ikjpbtmstl9nm>;
    "provider": SS58String;
    "free": bigint;
};
export type I4ah5l9v2eefaf = {
    "asset": Anonymize<Ikjpbtmstl9nm>;
    "provider": SS58String;
    "bond": bigint;
    "covered": bigint;
};
export type I6abb033mun1f = {
    "asset": Anonymize<Ikjpbtmstl9nm>;
    "provider": SS58String;
    "paid": bigint;
};
export type I7a58om31hnp1k = {
    "asset": Anonymize<Ikjpbtmstl9nm>;
    "provider": SS58String;
    "away_ms": bigint;
};
export type I33mm8dpg50o4u = {
    "asset": Anonymize<Ikjpbtmstl9nm>;
    "provider": SS58String;
    "listing": Anonymize<I6bmifm11t2fp2>;
};
export type I6bmifm11t2fp2 = {
    "shelf": Anonymize<I7s70tfkerd613>;
    "rank": Anonymize<I33d9o35f8mng6>;
    "valid_until_ms": bigint;
};
export type I7s70tfkerd613 = {
    "place": Anonymize<Iak6o2tgratjgi>;
    "kind": Enum<{
        "Flat": undefined;
        "Proportional": undefined;
    }>;
};
export type Iak6o2tgratjgi = {
    "class": number;
    "term": number;
};
export type I33d9o35f8mng6 = {
    "price": bigint;
    "standing": number;
    "region": number;
    "away": number;
    "provider": number;
};
export type I5aa3voauc7h6o = {
    "asset": Anonymize<Ikjpbtmstl9nm>;
    "provider": SS58String;
    "place": Anonymize<Iak6o2tgratjgi>;
    "reason": Enum<{
        "Withdrawn": undefined;
        "Expired": undefined;
        "Unbacked": undefined;
        "Left": undefined;
    }>;
};
export type Ido01uvetvdv7v = {
    "asset": Anonymize<Ikjpbtmstl9nm>;
    "provider": SS58String;
    "client": SS58String;
    "reservation": Anonymize<Ia3sb5v23qqas2>;
    /**
     * What the client has paid for that.
     */
    "paid": bigint;
};
export type Ia3sb5v23qqas2 = {
    "size": bigint;
    "lifetime_ms": bigint;
    "fee": bigint;
    "cover": bigint;
    "until_ms": bigint;
};
export type Ieqj356knrt3sf = {
    "asset": Anonymize<Ikjpbtmstl9nm>;
    "provider": SS58String;
    "client": SS58String;
    "reason": Enum<{
        "Taken": undefined;
        "GivenUp": undefined;
        "Expired": undefined;
    }>;
};
export type Idvs94gi921sca = {
    "asset": Anonymize<Ikjpbtmstl9nm>;
    "provider": SS58String;
    "client": SS58String;
    "quote": SizedHex<32>;
    /**
     * So often up to now.
     */
    "used": number;
    /**
     * At the most.
     */
    "uses": number;
};
export type Id8ri3t6ofc7ud = {
    "channel": bigint;
    "asset": Anonymize<Ikjpbtmstl9nm>;
    "provider": SS58String;
    "client": SS58String;
    "size": bigint;
    "fee": bigint;
    "payment": Anonymize<I1igv0269cvg4h>;
    /**
     * What of the provider's bond stands for it.
     */
    "cover": bigint;
    "end_ms": bigint;
    /**
     * The first instant at which it is over, as things stand.
     */
    "over_ms": bigint;
};
export type I1igv0269cvg4h = AnonymousEnum<{
    "UpFront": undefined;
    "Streamed": bigint;
    "FirstReceived": undefined;
}>;
export type I65pmvc1nm4a2e = {
    "channel": bigint;
    "amount": bigint;
    /**
     * Of the fee, in all.
     */
    "paid": bigint;
    "over_ms": bigint;
};
export type I3trr0rdtnqjmd = {
    "channel": bigint;
    "fee": bigint;
    "deposit": bigint;
};
export type Icasu896sn45k = {
    "channel": bigint;
    /**
     * For the time that is added.
     */
    "added": bigint;
    /**
     * For all of the time that is left.
     */
    "fee": bigint;
    "cover": bigint;
    "end_ms": bigint;
};
export type Iaqddgs9tfs3l6 = {
    "channel": bigint;
    "by": Anonymize<Ib30bqkieactjf>;
    "refund"?: Anonymize<I35p85j063s0il>;
    /**
     * From this instant on that is worth nothing.
     */
    "until_ms": bigint;
};
export type Ib30bqkieactjf = AnonymousEnum<{
    "Client": undefined;
    "Provider": undefined;
}>;
export type Ichk79gbjol99o = {
    "channel": bigint;
    "reason": Anonymize<I15fgso696dc0l>;
    /**
     * Out of what the client had paid or put down, to it.
     */
    "refund": bigint;
    /**
     * Out of that, to the provider.
     */
    "earned": bigint;
    /**
     * Out of the bond, to the client.
     */
    "compensation": bigint;
};
export type I15fgso696dc0l = AnonymousEnum<{
    "Completed": undefined;
    "GivenUp": undefined;
    "Agreed": bigint;
    "ClosedTogether": undefined;
    "RanDry": undefined;
    "Breached": undefined;
}>;
export type Ie833o2uc9odj0 = {
    "channel": bigint;
    "provider": SS58String;
    "client": SS58String;
    /**
     * The fee of the time that the client does not have.
     */
    "lost": bigint;
    /**
     * Out of the bond.
     */
    "compensation": bigint;
};
export type Itrkohlfgck5q = {
    "channel": bigint;
    "provider": SS58String;
    "client": SS58String;
    "excess_ms": bigint;
    /**
     * Out of the bond.
     */
    "compensation": bigint;
};
export type Icpbhffaki7813 = {
    "asset": Anonymize<Ikjpbtmstl9nm>;
    "provider": SS58String;
    "amount": bigint;
};
export type I39ffrce1fprd9 = {
    "due": Anonymize<Ievakre229ju25>;
    "error": Anonymize<Icpasnck0ga36a>;
};
export type Ievakre229ju25 = AnonymousEnum<{
    "Lease": bigint;
    "Reservation": Anonymize<I13vdoi9j6f7ns>;
    "Listing": [Anonymize<Ikjpbtmstl9nm>, SS58String, Anonymize<Iak6o2tgratjgi>];
    "Quote": SizedHex<32>;
}>;
export type I13vdoi9j6f7ns = [Anonymize<Ikjpbtmstl9nm>, SS58String, SS58String];
export type I671r4bl2mlcjm = AnonymousEnum<{
    /**
     * There is a new tower.
     */
    "Registered": Anonymize<I29o956gp1mn9>;
    /**
     * On these terms a tower can be hired from now on.
     */
    "TermsSet": Anonymize<I5t6389fna9aml>;
    /**
     * A tower is elsewhere, or is sealed to by another key.
     */
    "ProfileSet": Anonymize<Islut7ctfjluq>;
    /**
     * Another key signs for a tower from an instant on.
     */
    "KeySet": Anonymize<I8gdbo82f67hpv>;
    /**
     * A tower's bond is larger or smaller.
     */
    "BondChanged": Anonymize<Ieq23bldd84k2e>;
    /**
     * A tower has shown that it is there.
     */
    "Beaten": Anonymize<Islut7ctfjluq>;
    /**
     * Nobody has heard of a tower for too long: it is the turn of the next ones, for all that
     * it watches.
     */
    "Silent": Anonymize<Ilig23deos62c>;
    /**
     * A tower is there again.
     */
    "Returned": Anonymize<Ia7sol4difrerj>;
    /**
     * A tower says that it leaves.
     */
    "Leaving": Anonymize<I2gqe1j0cclirs>;
    /**
     * A tower has left, with its bond and what it had earned.
     */
    "Retired": Anonymize<Idbuadgl1lbi8f>;
    /**
     * What a tower has earned was paid out.
     */
    "Collected": Anonymize<I6m0eua0ciidne>;
    /**
     * A party has hired a tower for its channel.
     */
    "Hired": Anonymize<Icbo40ttp4rgim>;
    /**
     * Somebody added to what a tower is paid from.
     */
    "ToppedUp": Anonymize<Ie2qo317nkoguf>;
    /**
     * The towers of a party have another order.
     */
    "Reordered": Anonymize<Ie89lf9gvd3ahm>;
    /**
     * A tower is paid no more for a channel, and has nothing to answer there any more.
     */
    "HireEnded": Anonymize<I337q5igovv2af>;
    /**
     * Nobody watches a channel for this party any more.
     */
    "WatchEnded": Anonymize<I4hi9dkvj0pb79>;
    /**
     * A client has put its newest record on the chain.
     */
    "Posted": Anonymize<I92fbbdicdaqg5>;
    /**
     * A channel that is watched begins to close: a party does so alone.
     */
    "Alarmed": Anonymize<I5c0cc47205116>;
    /**
     * Somebody presented a later state of it.
     */
    "Answered": Anonymize<I64s19u2ollkcj>;
    /**
     * A tower let an older state settle than it had signed for, or something be taken out by one,
     * and has paid for it what others have not.
     */
    "Missed": Anonymize<I81lnckarbtmk0>;
    /**
     * A client wants back what a tower has signed for: the tower has to publish it.
     */
    "Demanded": Anonymize<I1fq0f7hpa6h5q>;
    /**
     * A tower has published what was demanded, or a later state: it is in this block.
     */
    "Delivered": Anonymize<Ic3imovr8ck835>;
    /**
     * A demand is over that nobody has answered, nor had to.
     */
    "DemandEnded": Anonymize<Idcek4rrv2cndi>;
    /**
     * A tower did not publish what was demanded, and has paid its cover for that.
     */
    "Withheld": Anonymize<Ibcbm9qcj48dfm>;
    /**
     * Something counts for a tower, or against it.
     */
    "Marked": Anonymize<Ibrp36n55as934>;
    /**
     * A payout was refused by the asset. Its owner claims it when it can.
     */
    "Credited": Anonymize<Ic6f4f2j2l8mi7>;
    /**
     * A payout that was refused was paid out.
     */
    "CreditClaimed": Anonymize<Icpbg1qisc21u5>;
    /**
     * A storage deposit could not be returned. It stays held.
     */
    "DepositKept": Anonymize<Idgmm4svpan5kj>;
    /**
     * Something due failed. It is tried again in an hour.
     */
    "ServiceFailed": Anonymize<I1s3jkeo5cppk8>;
}>;
export type I29o956gp1mn9 = {
    "tower": bigint;
    "owner": SS58String;
    "asset": Anonymize<Ikjpbtmstl9nm>;
    "bond": bigint;
    "terms": Anonymize<Ieen9tj2e5fjn0>;
    "region": number;
};
export type Ieen9tj2e5fjn0 = {
    "rate": bigint;
    "cover": bigint;
    "response_ms": bigint;
};
export type I5t6389fna9aml = {
    "tower": bigint;
    "terms": Anonymize<Ieen9tj2e5fjn0>;
};
export type Islut7ctfjluq = {
    "tower": bigint;
};
export type I8gdbo82f67hpv = {
    "tower": bigint;
    "key": SS58String;
    "since_ms": bigint;
};
export type Ieq23bldd84k2e = {
    "tower": bigint;
    /**
     * After the change.
     */
    "bond": bigint;
    /**
     * After the change.
     */
    "covered": bigint;
};
export type Ilig23deos62c = {
    "tower": bigint;
    "since_ms": bigint;
    /**
     * How many hires it has.
     */
    "watches": number;
};
export type Ia7sol4difrerj = {
    "tower": bigint;
    "silent_ms": bigint;
};
export type I2gqe1j0cclirs = {
    "tower": bigint;
    "leaves_ms": bigint;
};
export type Idbuadgl1lbi8f = {
    "tower": bigint;
    "paid": bigint;
};
export type I6m0eua0ciidne = {
    "tower": bigint;
    "amount": bigint;
};
export type Icbo40ttp4rgim = {
    "channel": bigint;
    "side": Anonymize<I9puehsks12p4e>;
    "tower": bigint;
    /**
     * Which of the tower's hires.
     */
    "hire": bigint;
    "rate": bigint;
    "cover": bigint;
    "response_ms": bigint;
    "deposit": bigint;
    /**
     * How many towers come before it.
     */
    "place": number;
};
export type Ie2qo317nkoguf = {
    "channel": bigint;
    "side": Anonymize<I9puehsks12p4e>;
    "tower": bigint;
    "by": SS58String;
    "amount": bigint;
    /**
     * After the change, spent or not.
     */
    "deposit": bigint;
};
export type Ie89lf9gvd3ahm = {
    "channel": bigint;
    "side": Anonymize<I9puehsks12p4e>;
    "order": Anonymize<Iafqnechp3omqg>;
};
export type I337q5igovv2af = {
    "channel": bigint;
    "side": Anonymize<I9puehsks12p4e>;
    "tower": bigint;
    "reason": Enum<{
        "Dismissed": undefined;
        "RanDry": undefined;
        "TowerLeft": undefined;
        "ChannelOver": undefined;
    }>;
    /**
     * Of the deposit, to the client.
     */
    "back": bigint;
};
export type I4hi9dkvj0pb79 = {
    "channel": bigint;
    "side": Anonymize<I9puehsks12p4e>;
};
export type I92fbbdicdaqg5 = {
    "channel": bigint;
    "side": Anonymize<I9puehsks12p4e>;
    "version": bigint;
};
export type I5c0cc47205116 = {
    "channel": bigint;
    "version": bigint;
};
export type I64s19u2ollkcj = {
    "channel": bigint;
    "by": SS58String;
    "version": bigint;
    "response_ms": bigint;
};
export type I81lnckarbtmk0 = {
    "channel": bigint;
    "side": Anonymize<I9puehsks12p4e>;
    "tower": bigint;
    /**
     * What the party has lost by it.
     */
    "loss": bigint;
    /**
     * Paid by this tower, now.
     */
    "compensation": bigint;
    /**
     * Paid by all towers.
     */
    "compensated": bigint;
    /**
     * After the change.
     */
    "bond": bigint;
};
export type I1fq0f7hpa6h5q = {
    "channel": bigint;
    "side": Anonymize<I9puehsks12p4e>;
    "tower": bigint;
    /**
     * Of the state that it came with.
     */
    "version": bigint;
    "backup": SizedHex<32>;
    /**
     * By when; what the chain stands still is added.
     */
    "due_ms": bigint;
    /**
     * In the native coin.
     */
    "deposit": bigint;
};
export type Ic3imovr8ck835 = {
    "channel": bigint;
    "side": Anonymize<I9puehsks12p4e>;
    "tower": bigint;
    /**
     * Of what was published.
     */
    "version": bigint;
    /**
     * The tower owner's now, in the native coin.
     */
    "deposit": bigint;
};
export type Idcek4rrv2cndi = {
    "channel": bigint;
    "side": Anonymize<I9puehsks12p4e>;
    "tower": bigint;
    "reason": Enum<{
        "Lapsed": undefined;
        "Withdrawn": undefined;
    }>;
    /**
     * In the native coin.
     */
    "deposit": bigint;
};
export type Ibcbm9qcj48dfm = {
    "channel": bigint;
    "side": Anonymize<I9puehsks12p4e>;
    "tower": bigint;
    /**
     * Of the state that it came with.
     */
    "version": bigint;
    "compensation": bigint;
    /**
     * After the change.
     */
    "bond": bigint;
};
export type Ibrp36n55as934 = {
    "tower": bigint;
    "mark": Enum<{
        "Win": undefined;
        "Miss": undefined;
        "Late": undefined;
        "FalseReport": undefined;
        "Withheld": undefined;
        "Silence": number;
    }>;
    /**
     * Its score then.
     */
    "points": number;
    /**
     * What it has paid so that a win counts.
     */
    "levy": bigint;
};
export type I1s3jkeo5cppk8 = {
    "due": Anonymize<I3o73ui44c0dm0>;
    "error": Anonymize<Icpasnck0ga36a>;
};
export type I3o73ui44c0dm0 = AnonymousEnum<{
    "Beat": bigint;
    "Watch": Anonymize<I6cs1itejju2vv>;
}>;
export type I6cs1itejju2vv = [bigint, number];
export type If9lm3qipjrpf = AnonymousEnum<{
    /**
     * A leg waits for its preimage.
     */
    "LegLocked": Anonymize<Ic7j7tl2oqnmut>;
    /**
     * The receiver has a leg, and the bond for it back.
     */
    "LegClaimed": Anonymize<I52khsrm0sjmf3>;
    /**
     * The time of a leg is over, and it is its owner's again, with the bond.
     */
    "LegRefunded": Anonymize<Ie8toace8qf446>;
    /**
     * The receiver has given a leg back to its owner. The receiver has its bond back.
     */
    "LegHandedBack": Anonymize<Ie8toace8qf446>;
    /**
     * Owner and receiver have divided a leg. The receiver has its bond back.
     */
    "LegDivided": Anonymize<I5mmivqv987jan>;
    /**
     * A leg that has ended is forgotten, and its deposit returned.
     */
    "LegPruned": Anonymize<I8fid2jouagsqc>;
    /**
     * The receiver of a leg of a ring has put something up for it.
     */
    "BondPosted": Anonymize<I493td49lauti1>;
    /**
     * The leg was not locked in time: its receiver has the bond back.
     */
    "BondReturned": Anonymize<I6ad12kc4ecqku>;
    /**
     * An asset refused a payout, which is kept for its owner.
     */
    "Credited": Anonymize<Ic6f4f2j2l8mi7>;
    /**
     * A credit was paid out.
     */
    "CreditClaimed": Anonymize<Icpbg1qisc21u5>;
    /**
     * What was due failed. It is tried again later, and anybody may try it by a call.
     */
    "ServiceFailed": Anonymize<Iefhe45qbq97a2>;
    /**
     * A deposit could not be returned and stays held. Its reason is gone all the same.
     */
    "DepositKept": Anonymize<Idgmm4svpan5kj>;
    /**
     * A quote stands, with these terms.
     */
    "QuoteSet": Anonymize<Ie86thg2cq17mm>;
    /**
     * A quote can no longer be taken, from the next block on; or again, now.
     */
    "QuotePaused": Anonymize<Icp9nbgch2jdni>;
    /**
     * A quote is gone. Its provider has the stock back.
     */
    "QuoteClosed": Anonymize<I57mc61r4cfiq6>;
    /**
     * A provider has so much ready now to pay out.
     */
    "StockChanged": Anonymize<I8do4gjv0taoq3>;
    /**
     * A taker has locked money on the chain for a payment by a provider, and both wait for the
     * preimage.
     */
    "SwappedIn": Anonymize<I40q7o4n0g9r3a>;
    /**
     * A taker pays a provider through channels for money on the chain, and both wait for the
     * preimage.
     */
    "SwappedOut": Anonymize<I6bq1vs6jch7qh>;
}>;
export type Ic7j7tl2oqnmut = {
    "owner": SS58String;
    "payment_hash": SizedHex<32>;
    "receiver": SS58String;
    "asset": Anonymize<Ikjpbtmstl9nm>;
    "amount": bigint;
    /**
     * From then on it goes back.
     */
    "deadline_ms": bigint;
    /**
     * The most by which that is later, if the chain stands still.
     */
    "extension_ms": bigint;
    "funds": Anonymize<I27varmb63at68>;
    /**
     * The channel of the receiver's in which it arrives.
     */
    "into"?: Anonymize<I35p85j063s0il>;
    /**
     * What the receiver had put up for it, and is part of the leg from now on.
     */
    "bond"?: Anonymize<I5j2bj0fl36is>;
    /**
     * The chain on which the owner gets something for it.
     */
    "counterpart"?: Anonymize<I1knmas2ni5aha>;
    /**
     * Its place in a ring.
     */
    "ring"?: Anonymize<I1ituq4srcqr3s>;
    /**
     * The quote that it was made by.
     */
    "submarine"?: Anonymize<Iahllmsi43h8db>;
};
export type I27varmb63at68 = AnonymousEnum<{
    "Pot": undefined;
    "Channel": {
        "channel": bigint;
        "payer": Anonymize<I9puehsks12p4e>;
    };
}>;
export type I5j2bj0fl36is = (Anonymize<Ierhs97be30097>) | undefined;
export type Ierhs97be30097 = {
    "asset": Anonymize<Ikjpbtmstl9nm>;
    "amount": bigint;
};
export type I1knmas2ni5aha = (Anonymize<I5v9puaq7sto4c>) | undefined;
export type I5v9puaq7sto4c = {
    "index": number;
    "genesis": SizedHex<32>;
};
export type I1ituq4srcqr3s = ({
    "terms": SizedHex<32>;
    "position": number;
    "legs": number;
}) | undefined;
export type Iahllmsi43h8db = ({
    "direction": Anonymize<Iddmia4d3h7aur>;
    "provider": SS58String;
    "payee"?: Anonymize<Ihfphjolmsqq1>;
}) | undefined;
export type Iddmia4d3h7aur = AnonymousEnum<{
    "In": undefined;
    "Out": undefined;
}>;
export type I52khsrm0sjmf3 = {
    "owner": SS58String;
    "payment_hash": SizedHex<32>;
    /**
     * Opens whatever else waits for it, on whatever chain.
     */
    "preimage": SizedHex<32>;
    "receiver": SS58String;
    "asset": Anonymize<Ikjpbtmstl9nm>;
    "amount": bigint;
    "bond"?: Anonymize<I5j2bj0fl36is>;
};
export type Ie8toace8qf446 = {
    "owner": SS58String;
    "payment_hash": SizedHex<32>;
    "receiver": SS58String;
    "asset": Anonymize<Ikjpbtmstl9nm>;
    "amount": bigint;
    "bond"?: Anonymize<I5j2bj0fl36is>;
};
export type I5mmivqv987jan = {
    "owner": SS58String;
    "payment_hash": SizedHex<32>;
    "receiver": SS58String;
    "asset": Anonymize<Ikjpbtmstl9nm>;
    "to_owner": bigint;
    "to_receiver": bigint;
    "bond"?: Anonymize<I5j2bj0fl36is>;
};
export type I8fid2jouagsqc = {
    "owner": SS58String;
    "payment_hash": SizedHex<32>;
};
export type I493td49lauti1 = {
    "poster": SS58String;
    "payment_hash": SizedHex<32>;
    "owner": SS58String;
    "asset": Anonymize<Ikjpbtmstl9nm>;
    "amount": bigint;
    /**
     * The hash of the terms of the ring.
     */
    "terms": SizedHex<32>;
    "position": number;
    /**
     * From then on it goes back, if the leg is not locked before.
     */
    "lock_by_ms": bigint;
};
export type I6ad12kc4ecqku = {
    "poster": SS58String;
    "payment_hash": SizedHex<32>;
    "owner": SS58String;
    "asset": Anonymize<Ikjpbtmstl9nm>;
    "amount": bigint;
};
export type Iefhe45qbq97a2 = {
    "due": Anonymize<Id3njrb2ih5gb3>;
    "error": Anonymize<Icpasnck0ga36a>;
};
export type Id3njrb2ih5gb3 = AnonymousEnum<{
    "Leg": Anonymize<I8uo3fpd3bcc6f>;
    "Bond": Anonymize<I8uo3fpd3bcc6f>;
}>;
export type I8uo3fpd3bcc6f = [SS58String, SizedHex<32>];
export type Ie86thg2cq17mm = {
    "provider": SS58String;
    "asset": Anonymize<Ikjpbtmstl9nm>;
    "direction": Anonymize<Iddmia4d3h7aur>;
    "terms": Anonymize<I35gb1lc2dj40i>;
};
export type I35gb1lc2dj40i = {
    "rates": Anonymize<Ia6r239mlcrhu9>;
    "min_amount": bigint;
    "max_amount": bigint;
    "most_ms": bigint;
    "limit": bigint;
    "valid_until_ms": bigint;
    "external_ms"?: Anonymize<I35p85j063s0il>;
};
export type Ia6r239mlcrhu9 = {
    "base": bigint;
    "ppm": number;
    "open_base": bigint;
    "hold_ppm": number;
};
export type Icp9nbgch2jdni = {
    "provider": SS58String;
    "asset": Anonymize<Ikjpbtmstl9nm>;
    "direction": Anonymize<Iddmia4d3h7aur>;
    "paused": boolean;
};
export type I57mc61r4cfiq6 = {
    "provider": SS58String;
    "asset": Anonymize<Ikjpbtmstl9nm>;
    "direction": Anonymize<Iddmia4d3h7aur>;
    "stock": bigint;
};
export type I8do4gjv0taoq3 = {
    "provider": SS58String;
    "asset": Anonymize<Ikjpbtmstl9nm>;
    "stock": bigint;
};
export type I40q7o4n0g9r3a = {
    "taker": SS58String;
    "provider": SS58String;
    "asset": Anonymize<Ikjpbtmstl9nm>;
    "payment_hash": SizedHex<32>;
    /**
     * What arrives at the payee.
     */
    "amount": bigint;
    /**
     * What the provider gets for the preimage.
     */
    "to_send": bigint;
    /**
     * What the provider has got already, and keeps.
     */
    "open_fee": bigint;
    "deadline_ms": bigint;
};
export type I6bq1vs6jch7qh = {
    "taker": SS58String;
    "provider": SS58String;
    "asset": Anonymize<Ikjpbtmstl9nm>;
    "payment_hash": SizedHex<32>;
    /**
     * Who gets the amount on the chain.
     */
    "to": SS58String;
    "amount": bigint;
    /**
     * What the provider gets in channels.
     */
    "to_send": bigint;
    /**
     * What the provider has got already, and keeps.
     */
    "open_fee": bigint;
    "deadline_ms": bigint;
};
export type Ia21ok426i0ers = AnonymousEnum<{
    /**
     * There is a new stream.
     */
    "Created": Anonymize<Icedsn47m288di>;
    /**
     * Somebody added to a stream's deposit. If it had run dry, it goes on from now.
     */
    "ToppedUp": Anonymize<Idafim4ar3f09c>;
    /**
     * The payer took something back that is not owed.
     */
    "Refunded": Anonymize<I7bdg6qehq43ni>;
    /**
     * A stream stands still.
     */
    "Paused": Anonymize<Idnhpr3j7cijck>;
    /**
     * A stream flows again, from now on.
     */
    "Resumed": Anonymize<Idu04s2rf9vf4a>;
    /**
     * A stream flows at another rate from now on.
     */
    "RateChanged": Anonymize<Ibas2t2gk3egp1>;
    /**
     * What was owed is paid.
     */
    "Paid": Anonymize<I797quj3a6fpio>;
    /**
     * A stream's money is used up, all of it owed or paid. It goes on if somebody tops it up
     * in time, and ends if not.
     */
    "RanDry": Anonymize<I3vq8m5oaobtc8>;
    /**
     * A stream is gone, and what was proposed to it. The storage deposit is back.
     */
    "Ended": Anonymize<Ib4bmehefl67iv>;
    /**
     * The payee's side has another owner.
     */
    "Transferred": Anonymize<Ialudb8scan0hk>;
    /**
     * A party proposed a change.
     */
    "Proposed": Anonymize<If5o702gt1sebp>;
    /**
     * A proposal is gone, although the stream is not.
     */
    "ProposalEnded": Anonymize<I6lbgjpl8lbh34>;
    /**
     * The payee reported use.
     */
    "Reported": Anonymize<I2n56vbauisvql>;
    /**
     * The payer disputed the last report: it does not count.
     */
    "Disputed": Anonymize<I17ssl8qlc5qt5>;
    /**
     * The payee ended the stream, and gave up the last report, which the payer could still
     * dispute.
     */
    "ReportDropped": Anonymize<I17ssl8qlc5qt5>;
    /**
     * There is a new vault.
     */
    "VaultOpened": Anonymize<If26k5hqvlv0qd>;
    /**
     * Somebody put money in a vault. If it had run dry, its streams go on from now.
     */
    "VaultFunded": Anonymize<Ia0m14rfg1p60q>;
    /**
     * The owner took money out of a vault.
     */
    "VaultWithdrawn": Anonymize<I9ht3m8g3pukpa>;
    /**
     * A vault can no longer pay all of its streams: they stand still. They go on if somebody
     * brings money in time, and end if not.
     */
    "VaultRanDry": Anonymize<I3p1u8h6vmt199>;
    /**
     * A vault is gone. The storage deposit is back.
     */
    "VaultClosed": Anonymize<I170mm9ir8pstr>;
    /**
     * An asset refused a payout: it can be claimed later.
     */
    "Credited": Anonymize<Ic6f4f2j2l8mi7>;
    /**
     * A credit was paid out.
     */
    "CreditClaimed": Anonymize<Icpbg1qisc21u5>;
    /**
     * A deposit could not be returned and stays held. What it was for is gone all the same.
     */
    "DepositKept": Anonymize<Idgmm4svpan5kj>;
    /**
     * The hook could not do what was due. It tries again later.
     */
    "ServiceFailed": Anonymize<I580c4popdpmo>;
    /**
     * The payer ended a stream whose last report it had not accepted: nothing more can be
     * reported, and the stream is over when that one counts or is disputed.
     */
    "Ending": Anonymize<Idvs1j6tnf3u82>;
    /**
     * The payer paid for a look of the hook.
     */
    "HookFeePaid": Anonymize<I7criuq21ddlp>;
    /**
     * The payer could not pay for a look of the hook: the stream is not paid out, but by
     * [`Call::claim`], until the next look. What it owes stays owed.
     */
    "HookFeeUnpaid": Anonymize<I5dmtmnv1n3ggj>;
}>;
export type Icedsn47m288di = {
    "stream": bigint;
    "payer": SS58String;
    "payee": SS58String;
    "asset": Anonymize<Ikjpbtmstl9nm>;
    "funding": Anonymize<Icbk33ls1ghd95>;
    "flow": Anonymize<Icl2bb7q1oa32g>;
    "start_ms": bigint;
    /**
     * When it ends at the latest.
     */
    "end_ms"?: Anonymize<I35p85j063s0il>;
    /**
     * Until when nothing is owed.
     */
    "cliff_ms"?: Anonymize<I35p85j063s0il>;
    "max_total"?: Anonymize<I35p85j063s0il>;
    "interval_ms": bigint;
    "grace_ms": bigint;
    "terms": Anonymize<I7mrliih2p84sm>;
};
export type Icbk33ls1ghd95 = AnonymousEnum<{
    "Own": bigint;
    "Vault": bigint;
}>;
export type Icl2bb7q1oa32g = AnonymousEnum<{
    "Rate": bigint;
    "Metered": Anonymize<Ichtbupkknmsee>;
}>;
export type Ichtbupkknmsee = {
    "per_unit": bigint;
    "cap_units": bigint;
    "period_ms": bigint;
    "window_ms": bigint;
};
export type I7mrliih2p84sm = {
    "cancel": Enum<{
        "Payer": undefined;
        "Both": undefined;
    }>;
    "pause": Enum<{
        "Payer": undefined;
        "Both": undefined;
    }>;
    "lower": Enum<{
        "Payer": undefined;
        "Both": undefined;
    }>;
};
export type Idafim4ar3f09c = {
    "stream": bigint;
    "by": SS58String;
    "amount": bigint;
    /**
     * After the change, owed or not.
     */
    "funds": bigint;
};
export type I7bdg6qehq43ni = {
    "stream": bigint;
    "amount": bigint;
    /**
     * After the change, owed or not.
     */
    "funds": bigint;
};
export type Idnhpr3j7cijck = {
    "stream": bigint;
    /**
     * In whole units, not paid yet.
     */
    "accrued": bigint;
};
export type Idu04s2rf9vf4a = {
    "stream": bigint;
};
export type Ibas2t2gk3egp1 = {
    "stream": bigint;
    "old": bigint;
    "new": bigint;
};
export type I797quj3a6fpio = {
    "stream": bigint;
    "to": SS58String;
    "amount": bigint;
    /**
     * What the stream has paid, in all.
     */
    "total": bigint;
};
export type I3vq8m5oaobtc8 = {
    "stream": bigint;
    "stopped_ms": bigint;
    /**
     * From when on it is over, if nobody tops it up.
     */
    "over_ms": bigint;
};
export type Ib4bmehefl67iv = {
    "stream": bigint;
    "reason": Anonymize<I1s1b0lncbk0tq>;
    /**
     * The payee, or whom it named.
     */
    "to": SS58String;
    /**
     * What the payee got last.
     */
    "amount": bigint;
    /**
     * What the stream has paid, in all.
     */
    "total": bigint;
    /**
     * What came back to the payer; for a stream from a vault that is in the vault.
     */
    "refunded": bigint;
};
export type I1s1b0lncbk0tq = AnonymousEnum<{
    "Completed": undefined;
    "RanDry": undefined;
    "CancelledByPayer": undefined;
    "CancelledByPayee": undefined;
    "Agreed": undefined;
}>;
export type Ialudb8scan0hk = {
    "stream": bigint;
    "old": SS58String;
    "new": SS58String;
};
export type If5o702gt1sebp = {
    "stream": bigint;
    "by": Anonymize<I3f1vt6ohp2boi>;
    "change": Anonymize<I8iku1g40h55lm>;
};
export type I3f1vt6ohp2boi = AnonymousEnum<{
    "Payer": undefined;
    "Payee": undefined;
}>;
export type I8iku1g40h55lm = AnonymousEnum<{
    "Rate": bigint;
    "Pause": undefined;
    "Cancel": {
        "report"?: Anonymize<I61i9q3iqmbg38>;
    };
}>;
export type I61i9q3iqmbg38 = ({
    "number": bigint;
    "units": bigint;
    "amount": bigint;
    "counts_ms": bigint;
}) | undefined;
export type I6lbgjpl8lbh34 = {
    "stream": bigint;
    "reason": Enum<{
        "Withdrawn": undefined;
        "Transferred": undefined;
    }>;
};
export type I2n56vbauisvql = {
    "stream": bigint;
    /**
     * Which one it is of the stream's reports.
     */
    "number": bigint;
    /**
     * Metered units.
     */
    "units": bigint;
    /**
     * What they cost.
     */
    "amount": bigint;
    /**
     * From when on it counts, if the payer does not dispute it.
     */
    "counts_ms": bigint;
};
export type I17ssl8qlc5qt5 = {
    "stream": bigint;
    /**
     * Metered units.
     */
    "units": bigint;
    /**
     * What they would have cost.
     */
    "amount": bigint;
};
export type If26k5hqvlv0qd = {
    "vault": bigint;
    "owner": SS58String;
    "asset": Anonymize<Ikjpbtmstl9nm>;
    "amount": bigint;
    "grace_ms": bigint;
};
export type Ia0m14rfg1p60q = {
    "vault": bigint;
    "by": SS58String;
    "amount": bigint;
    /**
     * After the change: what no stream has accrued, in whole units.
     */
    "funds": bigint;
    /**
     * When it runs dry, as things stand.
     */
    "runs_out_ms"?: Anonymize<I35p85j063s0il>;
};
export type I9ht3m8g3pukpa = {
    "vault": bigint;
    "amount": bigint;
    /**
     * After the change: what no stream has accrued, in whole units.
     */
    "funds": bigint;
    /**
     * When it runs dry, as things stand.
     */
    "runs_out_ms"?: Anonymize<I35p85j063s0il>;
};
export type I3p1u8h6vmt199 = {
    "vault": bigint;
    "stopped_ms": bigint;
    /**
     * From when on it is over.
     */
    "over_ms": bigint;
};
export type I170mm9ir8pstr = {
    "vault": bigint;
    /**
     * What came back to its owner.
     */
    "refunded": bigint;
};
export type I580c4popdpmo = {
    "due": Anonymize<Iftnj27hploobf>;
    "error": Anonymize<Icpasnck0ga36a>;
};
export type Iftnj27hploobf = AnonymousEnum<{
    "Stream": bigint;
    "Vault": bigint;
}>;
export type Idvs1j6tnf3u82 = {
    "stream": bigint;
    /**
     * When the report counts.
     */
    "over_ms": bigint;
};
export type I7criuq21ddlp = {
    "stream": bigint;
    /**
     * In the native coin.
     */
    "fee": bigint;
};
export type I5dmtmnv1n3ggj = {
    "stream": bigint;
    /**
     * When the hook tries again; it may be sooner after a call.
     */
    "retry_ms": bigint;
};
export type I679obagcsm2ic = AnonymousEnum<{
    /**
     * A payee published a plan.
     */
    "PlanCreated": Anonymize<If2h60alajftfe>;
    /**
     * A plan has other details for new subscribers. Subscriptions are as they were.
     */
    "PlanEdited": Anonymize<I49h59m7ebhp0q>;
    /**
     * A plan takes no more subscribers.
     */
    "PlanRetired": Anonymize<Iefdi2g28j4hhq>;
    /**
     * A retired plan has no subscription any more: it is gone and its deposit returned.
     */
    "PlanRemoved": Anonymize<Iefdi2g28j4hhq>;
    /**
     * A payer allows a payee to be paid.
     */
    "Subscribed": Anonymize<I1elj5rcrhf75h>;
    /**
     * A period is paid.
     */
    "Paid": Anonymize<I8tq9niuops37q>;
    /**
     * A period could not be paid.
     */
    "PaymentFailed": Anonymize<Idbftav6orsdb2>;
    /**
     * Periods were forgiven: they were missed, and only the latest is to be paid; or they came due
     * during a pause.
     */
    "PeriodsSkipped": Anonymize<I716dvkgvusi1b>;
    /**
     * A payment failed too often through no lack of money. It is owed, and anybody may settle it.
     */
    "Suspended": Anonymize<I3ild6lq2bdj74>;
    /**
     * A subscription is over and its deposit returned.
     */
    "Ended": Anonymize<I9417t6di6r7j2>;
    /**
     * A party began a break: what comes due meanwhile is not owed.
     */
    "Paused": Anonymize<I2hb9vfcmoktsk>;
    /**
     * The break is over.
     */
    "Resumed": Anonymize<Icv3ihc6o9jtph>;
    /**
     * The payer set other limits.
     */
    "LimitsSet": Anonymize<I46p9lb0aaqih>;
    /**
     * The payee proposed another price, or withdrew the proposal.
     */
    "PriceProposed": Anonymize<I8458sv1cetsmt>;
    /**
     * The payer accepted another price: the next period that is paid costs that.
     */
    "PriceChanged": Anonymize<Icev5hoa8d6u9r>;
    /**
     * The payer went over to a plan's present terms.
     */
    "PlanChanged": Anonymize<Icfecrb89kfiq4>;
    /**
     * The payee charged something beside the price.
     */
    "Charged": Anonymize<Id602uhqa4dv52>;
    /**
     * The payer had old notes forgotten.
     */
    "HistoryPruned": Anonymize<I34njgq4kp3t86>;
    /**
     * The hook could not do what is due. It waits until somebody settles it.
     */
    "ServiceFailed": Anonymize<I624r2pbik2ufd>;
    /**
     * A deposit could not be returned and stays held. What it was for is gone all the same.
     */
    "DepositKept": Anonymize<Idgmm4svpan5kj>;
    /**
     * The payer paid for a run by the hook, whatever came of it.
     */
    "HookFeePaid": Anonymize<I5e93rs9tmljfo>;
}>;
export type If2h60alajftfe = {
    "plan": bigint;
    "payee": SS58String;
    "details": Anonymize<Iedt4509685mpb>;
};
export type Iedt4509685mpb = {
    "asset": Anonymize<Ikjpbtmstl9nm>;
    "terms": Anonymize<I74qg40i8p2raj>;
    "trial_ms": bigint;
    "max_subscribers"?: Anonymize<I4arjljr6dpflb>;
    "max_payments"?: Anonymize<I4arjljr6dpflb>;
    "terms_hash": SizedHex<32>;
};
export type I74qg40i8p2raj = {
    "price": bigint;
    "frequency": Enum<{
        "Daily": number;
        "Weekly": number;
        "Monthly": number;
        "Yearly": number;
        "Custom": bigint;
    }>;
    "catch_up": Enum<{
        "Each": undefined;
        "Latest": undefined;
    }>;
};
export type I4arjljr6dpflb = (number) | undefined;
export type I49h59m7ebhp0q = {
    "plan": bigint;
    /**
     * After the change.
     */
    "edition": number;
    "details": Anonymize<Iedt4509685mpb>;
};
export type Iefdi2g28j4hhq = {
    "plan": bigint;
};
export type I1elj5rcrhf75h = {
    "subscription": bigint;
    "payer": SS58String;
    "payee": SS58String;
    "asset": Anonymize<Ikjpbtmstl9nm>;
    /**
     * None for a direct authorisation.
     */
    "plan"?: Anonymize<I35p85j063s0il>;
    "terms": Anonymize<I74qg40i8p2raj>;
    "limits": Anonymize<I459ir1l0e9ekk>;
    /**
     * The due instant of period 0.
     */
    "anchor_ms": bigint;
};
export type I459ir1l0e9ekk = {
    "total"?: Anonymize<I35p85j063s0il>;
    "payments"?: Anonymize<I4arjljr6dpflb>;
    "end_ms"?: Anonymize<I35p85j063s0il>;
    "charges": bigint;
};
export type I8tq9niuops37q = {
    "subscription": bigint;
    /**
     * Counted from 0 at the first due instant.
     */
    "period": bigint;
    "due_ms": bigint;
    /**
     * Transferred now; what was paid ahead made up for the rest of the price.
     */
    "amount": bigint;
    /**
     * Transferred so far, charges included.
     */
    "paid": bigint;
    /**
     * Periods paid so far.
     */
    "payments": number;
    /**
     * After the payment.
     */
    "paid_until_ms": bigint;
};
export type Idbftav6orsdb2 = {
    "subscription": bigint;
    "period": bigint;
    /**
     * The amount that was to be transferred.
     */
    "amount": bigint;
    "cause": Anonymize<I77curodcsb7jo>;
    /**
     * The error of the asset.
     */
    "error": Anonymize<Icpasnck0ga36a>;
    /**
     * The instant of the next try; none by itself if none.
     */
    "retry_ms"?: Anonymize<I35p85j063s0il>;
};
export type I77curodcsb7jo = AnonymousEnum<{
    "InsufficientFunds": undefined;
    "Fault": undefined;
    "AssetGone": undefined;
}>;
export type I716dvkgvusi1b = {
    "subscription": bigint;
    "first": bigint;
    "count": bigint;
};
export type I3ild6lq2bdj74 = {
    "subscription": bigint;
};
export type I9417t6di6r7j2 = {
    "subscription": bigint;
    "reason": Enum<{
        "Cancelled": Anonymize<I3f1vt6ohp2boi>;
        "Unpaid": undefined;
        "LimitReached": undefined;
        "Expired": undefined;
        "AssetGone": undefined;
    }>;
    /**
     * Transferred in all.
     */
    "paid": bigint;
    /**
     * Periods paid in all.
     */
    "payments": number;
    "paid_until_ms": bigint;
};
export type I2hb9vfcmoktsk = {
    "subscription": bigint;
    /**
     * The party that may resume it.
     */
    "by": Anonymize<I3f1vt6ohp2boi>;
};
export type Icv3ihc6o9jtph = {
    "subscription": bigint;
    /**
     * None if no period is ever to be paid.
     */
    "next_due_ms"?: Anonymize<I35p85j063s0il>;
};
export type I46p9lb0aaqih = {
    "subscription": bigint;
    "limits": Anonymize<I459ir1l0e9ekk>;
};
export type I8458sv1cetsmt = {
    "subscription": bigint;
    /**
     * None if withdrawn.
     */
    "price"?: Anonymize<I35p85j063s0il>;
};
export type Icev5hoa8d6u9r = {
    "subscription": bigint;
    "old": bigint;
    "new": bigint;
};
export type Icfecrb89kfiq4 = {
    "subscription": bigint;
    "old"?: Anonymize<I35p85j063s0il>;
    "new": bigint;
    /**
     * Those of the new plan.
     */
    "terms": Anonymize<I74qg40i8p2raj>;
    /**
     * Paid and not used up; it counts towards the new plan.
     */
    "credit": bigint;
    /**
     * The due instant of the first period of the new terms.
     */
    "anchor_ms": bigint;
};
export type Id602uhqa4dv52 = {
    "subscription": bigint;
    "amount": bigint;
    /**
     * The payee's own.
     */
    "reference": SizedHex<32>;
    /**
     * Charged in this period so far.
     */
    "charged": bigint;
    /**
     * Transferred so far.
     */
    "paid": bigint;
};
export type I34njgq4kp3t86 = {
    "subscription": bigint;
    /**
     * After the change.
     */
    "left": number;
};
export type I624r2pbik2ufd = {
    "due": Anonymize<Ier0s0sqj4cr6s>;
    "error": Anonymize<Icpasnck0ga36a>;
};
export type Ier0s0sqj4cr6s = AnonymousEnum<{
    "Subscription": bigint;
}>;
export type I5e93rs9tmljfo = {
    "subscription": bigint;
    /**
     * In the native coin.
     */
    "fee": bigint;
};
export type I3slpoiccj5dig = AnonymousEnum<{
    /**
     * A pair can be traded.
     */
    "PairOpened": Anonymize<I8kl6jcrh8ttt7>;
    /**
     * A pair is gone, and its deposit returned.
     */
    "PairClosed": Anonymize<I9sfeq2o5lb0pv>;
    /**
     * Whether a pair trades has changed.
     */
    "StatusSet": Anonymize<I5uq4eo3kdogr2>;
    /**
     * The fees of a pair were paid to its owner.
     */
    "FeesCollected": Anonymize<Ibfavgop4bv1l3>;
    /**
     * Money came in: by `deposit`, with orders that are paid from the account, or with a swap,
     * on its way also from a pool.
     */
    "Deposited": Anonymize<I34r0vtks65j5g>;
    /**
     * Money went out: by `withdraw`, of orders that were paid from the account, or with a swap,
     * on its way also to a pool.
     */
    "Withdrawn": Anonymize<I34r0vtks65j5g>;
    /**
     * An account can have so many orders.
     */
    "SlotsSet": Anonymize<Iat1gb9pvpe4iu>;
    /**
     * Something was taken at one price. Whose it was follows from the chunk and `trade.from`, by
     * [`Event::Placed`] and [`Event::Cut`], and is told by [`Event::Settled`].
     */
    "Traded": Anonymize<I1dg2tvbbrs4ef>;
    /**
     * What an order took in all.
     */
    "Taken": Anonymize<I4d6kj52m42kak>;
    /**
     * An order rests.
     */
    "Placed": Anonymize<Ia9k3oe0fpqttp>;
    /**
     * An order, or a part of it, was taken out of the book.
     */
    "Cut": Anonymize<I1i5ml9bn7qngr>;
    /**
     * What others filled of an order is its owner's: in the balance here, or, of an order that
     * was paid from the account, there.
     */
    "Settled": Anonymize<I6fib38a4fmt73>;
    /**
     * One of several things that a call was to do was refused, and the others were not.
     */
    "ActionFailed": Anonymize<I7itavriv0npc7>;
    /**
     * An account paid for what the hook will do.
     */
    "HookFeePaid": Anonymize<Id5fm4p8lj5qgi>;
    /**
     * The hook failed. It tries again after a while.
     */
    "ServiceFailed": Anonymize<Ic5dagof9pfvag>;
    /**
     * An asset refused a payout: it is kept for its owner.
     */
    "Credited": Anonymize<Ic6f4f2j2l8mi7>;
    /**
     * A credit was paid out.
     */
    "CreditClaimed": Anonymize<Icpbg1qisc21u5>;
    /**
     * A deposit could not be returned, and stays held.
     */
    "DepositKept": Anonymize<Idgmm4svpan5kj>;
    /**
     * A hop of a swap was made. What was traded of it in the book is told before, under the same
     * name.
     */
    "Hopped": Anonymize<Iltro5nifbg26>;
    /**
     * An account swapped: so much came out of it, and so much went to it.
     */
    "Swapped": Anonymize<Ierr7qt7a7mkdr>;
}>;
export type I8kl6jcrh8ttt7 = {
    "pair": bigint;
    "owner": SS58String;
    "base": Anonymize<Ikjpbtmstl9nm>;
    "quote": Anonymize<Ikjpbtmstl9nm>;
    "terms": Anonymize<Iavfhnvf33dimn>;
};
export type Iavfhnvf33dimn = {
    "lot": bigint;
    "tick_value": bigint;
    "min_lots": bigint;
    "min_quote": bigint;
    "maker": Enum<{
        "Pays": number;
        "Gets": number;
    }>;
    "taker": number;
};
export type I9sfeq2o5lb0pv = {
    "pair": bigint;
};
export type I5uq4eo3kdogr2 = {
    "pair": bigint;
    "status": Anonymize<I2ulig3fvsaunp>;
};
export type I2ulig3fvsaunp = AnonymousEnum<{
    "Trading": undefined;
    "CancelOnly": undefined;
    "Stopped": {
        "until_ms": bigint;
    };
    "Closing": {
        "from_ms": bigint;
    };
}>;
export type Ibfavgop4bv1l3 = {
    "pair": bigint;
    "owner": SS58String;
    "amount": bigint;
};
export type I34r0vtks65j5g = {
    "who": SS58String;
    "asset": Anonymize<Ikjpbtmstl9nm>;
    "amount": bigint;
};
export type Iat1gb9pvpe4iu = {
    "who": SS58String;
    "slots": number;
};
export type I1dg2tvbbrs4ef = {
    "pair": bigint;
    "taker": SS58String;
    "id": bigint;
    "side": Anonymize<Igvihvk6btadk>;
    "trade": {
        "tick": number;
        "lots": bigint;
        "quote": bigint;
        "chunk": Anonymize<I986gmv00vbukj>;
        "from": bigint;
    };
};
export type Igvihvk6btadk = AnonymousEnum<{
    "Buy": undefined;
    "Sell": undefined;
}>;
export type I986gmv00vbukj = {
    "queue": bigint;
    "number": number;
};
export type I4d6kj52m42kak = {
    "pair": bigint;
    "who": SS58String;
    "id": bigint;
    "side": Anonymize<Igvihvk6btadk>;
    "lots": bigint;
    /**
     * The price of all.
     */
    "quote": bigint;
    /**
     * In quote: beside the price for who buys, out of it for who sells.
     */
    "fee": bigint;
    /**
     * Why no more.
     */
    "end": Anonymize<Iaf25a5pbdrp6t>;
};
export type Iaf25a5pbdrp6t = AnonymousEnum<{
    "Done": undefined;
    "NothingLeft": undefined;
    "SelfTrade": undefined;
    "Steps": undefined;
}>;
export type Ia9k3oe0fpqttp = {
    "pair": bigint;
    "who": SS58String;
    "id": bigint;
    "side": Anonymize<Igvihvk6btadk>;
    "tick": number;
    "lots": bigint;
    /**
     * Where it stands.
     */
    "chunk": Anonymize<I986gmv00vbukj>;
    "index": number;
    /**
     * Lots that had come to the chunk before it.
     */
    "start": bigint;
    "rest": Anonymize<Iel521pu11c3ct>;
    /**
     * Who paid for it, and gets what it brings.
     */
    "purse": Anonymize<I34iu3li7u4554>;
};
export type Iel521pu11c3ct = {
    "until_ms"?: Anonymize<I35p85j063s0il>;
    "settled": boolean;
};
export type I34iu3li7u4554 = AnonymousEnum<{
    "Balance": undefined;
    "Wallet": undefined;
}>;
export type I1i5ml9bn7qngr = {
    "pair": bigint;
    "who": SS58String;
    "id": bigint;
    "lots": bigint;
    "reason": Enum<{
        "Cancelled": undefined;
        "Reduced": undefined;
        "Expired": undefined;
        "SelfTrade": undefined;
        "Replaced": undefined;
        "PairClosing": undefined;
    }>;
};
export type I6fib38a4fmt73 = {
    "pair": bigint;
    "who": SS58String;
    "id": bigint;
    "lots": bigint;
    /**
     * Of base.
     */
    "base": bigint;
    /**
     * Of quote, after the fee, or with the rebate.
     */
    "quote": bigint;
    /**
     * In quote.
     */
    "fee": bigint;
};
export type I7itavriv0npc7 = {
    "pair": bigint;
    "who": SS58String;
    "index": number;
    "error": Anonymize<Icpasnck0ga36a>;
};
export type Ic5dagof9pfvag = {
    "due": Anonymize<Iepd3gdavv7eat>;
    "error": Anonymize<Icpasnck0ga36a>;
};
export type Iepd3gdavv7eat = AnonymousEnum<{
    "Trader": SS58String;
    "Filled": [bigint, {
        "chunk": Anonymize<I986gmv00vbukj>;
        "last": number;
        "page": number;
    }];
}>;
export type Iltro5nifbg26 = {
    "who": SS58String;
    "id": bigint;
    "from": Anonymize<Ikjpbtmstl9nm>;
    "to": Anonymize<Ikjpbtmstl9nm>;
    /**
     * In whose book, if anything was traded there.
     */
    "pair"?: Anonymize<I35p85j063s0il>;
    /**
     * What it cost, fees included.
     */
    "spent": bigint;
    /**
     * What it brought, after fees.
     */
    "got": bigint;
    /**
     * Lots that were traded in the book.
     */
    "lots": bigint;
    /**
     * What of it went to the pool.
     */
    "pool_in": bigint;
    /**
     * What came from the pool.
     */
    "pool_out": bigint;
};
export type Ierr7qt7a7mkdr = {
    "who": SS58String;
    "id": bigint;
    "from": Anonymize<Ikjpbtmstl9nm>;
    "to": Anonymize<Ikjpbtmstl9nm>;
    "spent": bigint;
    "got": bigint;
};
export type Ic5m5lp1oioo8r = Array<SizedHex<32>>;
export type I95g6i7ilua7lq = Array<Anonymize<I9jd27rnpm8ttv>>;
export type Ieniouoqkq4icf = {
    "spec_version": number;
    "spec_name": string;
};
export type I1eco35irabegu = {
    "id": Uint8Array;
    "development": boolean;
    "launch": number;
};
export type I8ds64oj6581v0 = Array<{
    "id": SizedHex<8>;
    "amount": bigint;
    "reasons": BalancesTypesReasons;
}>;
export type BalancesTypesReasons = Enum<{
    "Fee": undefined;
    "Misc": undefined;
    "All": undefined;
}>;
export declare const BalancesTypesReasons: GetEnum<BalancesTypesReasons>;
export type Ia7pdug7cdsg8g = Array<{
    "id": SizedHex<8>;
    "amount": bigint;
}>;
export type Ibag5uf5t4h66r = Array<{
    "id": Anonymize<Iah348jl1s96sj>;
    "amount": bigint;
}>;
export type I88srdm17ahab6 = Array<{
    "id": Enum<{
        "AssetRewards": Enum<{
            "Staked": undefined;
        }>;
    }>;
    "amount": bigint;
}>;
export type Iflgeifg0r4ts9 = [Array<{
    "delegate": SS58String;
    "proxy_type": Anonymize<I1tjdg99grrf5p>;
    "delay": number;
}>, bigint];
export type I9p9lq3rej5bhc = [Array<{
    "real": SS58String;
    "call_hash": SizedHex<32>;
    "height": number;
}>, bigint];
export type I3qklfjubrljqh = {
    "owner": SS58String;
    "issuer": SS58String;
    "admin": SS58String;
    "freezer": SS58String;
    "supply": bigint;
    "deposit": bigint;
    "min_balance": bigint;
    "is_sufficient": boolean;
    "accounts": number;
    "sufficients": number;
    "approvals": number;
    "status": Enum<{
        "Live": undefined;
        "Frozen": undefined;
        "Destroying": undefined;
    }>;
};
export type Iag3f1hum3p4c8 = {
    "balance": bigint;
    "status": Enum<{
        "Liquid": undefined;
        "Frozen": undefined;
        "Blocked": undefined;
    }>;
    "reason": Enum<{
        "Consumer": undefined;
        "Sufficient": undefined;
        "DepositHeld": bigint;
        "DepositRefunded": undefined;
        "DepositFrom": Anonymize<I95l2k9b1re95f>;
    }>;
};
export type I95l2k9b1re95f = [SS58String, bigint];
export type I7svnfko10tq2e = [number, SS58String];
export type I4s6jkha20aoh0 = {
    "amount": bigint;
    "deposit": bigint;
};
export type I2brm5b9jij1st = [number, SS58String, SS58String];
export type I78s05f59eoi8b = {
    "deposit": bigint;
    "name": Uint8Array;
    "symbol": Uint8Array;
    "decimals": number;
    "is_frozen": boolean;
};
export type I88hvj6pp8etoj = {
    "channel": Anonymize<Icqqgsb4d6mmmu>;
    "payouts": {
        "opener"?: Anonymize<Ihfphjolmsqq1>;
        "counterparty"?: Anonymize<Ihfphjolmsqq1>;
    };
    "requests": Anonymize<Ib8n8693avt5bm>;
    "least": bigint;
    "is_drawn": boolean;
    "ticket": bigint;
};
export type Icqqgsb4d6mmmu = {
    "parties": Anonymize<I3qdo61a3ilofp>;
    "asset": Anonymize<Ikjpbtmstl9nm>;
    "phase": Enum<{
        "Proposed": {
            "requested": bigint;
            "deadline_ms": bigint;
        };
        "Open": undefined;
        "Closing": {
            "settles_ms": bigint;
        };
        "Resolving": undefined;
    }>;
    "ledger": Anonymize<Ie0m34sooauavf>;
    "committed": Anonymize<I8cjfns659vaje>;
    "base_version": bigint;
    "challenge_period_ms": bigint;
    "policies": {
        "opener"?: Anonymize<Ib96vgahhrk3c0>;
        "counterparty"?: Anonymize<Ib96vgahhrk3c0>;
    };
    "subscribed": {
        "opener": boolean;
        "counterparty": boolean;
    };
    "guard"?: Anonymize<Iadvu6sthmb0gj>;
};
export type Ib8n8693avt5bm = {
    "opener"?: ({
        "amount": bigint;
        "version": bigint;
        "reserve": bigint;
        "finishes_ms": bigint;
        "finishes_at": number;
        "deposit": bigint;
    }) | undefined;
    "counterparty"?: ({
        "amount": bigint;
        "version": bigint;
        "reserve": bigint;
        "finishes_ms": bigint;
        "finishes_at": number;
        "deposit": bigint;
    }) | undefined;
};
export type Iapa5n07lmhjed = {
    "opener"?: (Anonymize<Iffnm01q1qku1r>) | undefined;
    "counterparty"?: (Anonymize<Iffnm01q1qku1r>) | undefined;
};
export type I4fasf1ii07qm = {
    "state": Anonymize<Iffnm01q1qku1r>;
    "scheduled_ms": bigint;
    "settles_at": number;
    "closer": Anonymize<I9puehsks12p4e>;
    "first": Anonymize<Ibgvfqn4co1ukl>;
    "gone": Anonymize<If5g5oh91o3ol6>;
    "claims": {
        "opener": Anonymize<Ibgvfqn4co1ukl>;
        "counterparty": Anonymize<Ibgvfqn4co1ukl>;
    };
    "won": number;
    "asked": {
        "opener"?: ({
            "version": bigint;
            "kept": bigint;
            "claim": Anonymize<Ibgvfqn4co1ukl>;
            "is_false": boolean;
        }) | undefined;
        "counterparty"?: ({
            "version": bigint;
            "kept": bigint;
            "claim": Anonymize<Ibgvfqn4co1ukl>;
            "is_false": boolean;
        }) | undefined;
    };
    "presenter"?: Anonymize<Ihfphjolmsqq1>;
    "deposit": bigint;
    "tallies": {
        "opener": {
            "due": bigint;
            "excess": bigint;
            "surplus": bigint;
            "room": bigint;
            "held": bigint;
        };
        "counterparty": {
            "due": bigint;
            "excess": bigint;
            "surplus": bigint;
            "room": bigint;
            "held": bigint;
        };
    };
};
export type Ibgvfqn4co1ukl = {
    "sure": bigint;
    "mask": number;
};
export type I6apaj1hf08h4j = {
    "preimage": SizedHex<32>;
    "revealed_ms": bigint;
    "retained_until_ms": bigint;
    "retained_until": number;
    "revealer": SS58String;
    "ticket": bigint;
};
export type Iupr61disiq0c = {
    "approver": SS58String;
    "version": bigint;
    "base_version": bigint;
    "valid_until_ms"?: Anonymize<I35p85j063s0il>;
    "ticket": bigint;
};
export type I18o6usi6oa36q = [bigint, [Anonymize<I9puehsks12p4e>, SizedHex<32>]];
export type I8rmcn14m29ih3 = {
    "held": bigint;
    "credits": bigint;
    "seed": bigint;
    "seeder": SS58String;
};
export type I9cvmtvu629c2a = {
    "next_ms"?: Anonymize<I35p85j063s0il>;
    "served": bigint;
    "open_ms": bigint;
};
export type Iaen0flb2jmkjo = {
    "number": bigint;
    "entries": Array<{
        "due_ms": bigint;
        "payload": Anonymize<Iasnbc17piuis4>;
    }>;
};
export type Ibtp6bsucj1rpe = {
    "slot": SizedHex<8>;
    "number": SizedHex<8>;
};
export type I33ihlfib0pjpd = {
    "invoice": Anonymize<I4gf06j9s6k70m>;
    "depositor": SS58String;
    "ticket": bigint;
};
export type I4gf06j9s6k70m = {
    "id": bigint;
    "document": Anonymize<I1615ip27ge4a4>;
    "status": Enum<{
        "Open": undefined;
        "Paid": undefined;
    }>;
};
export type Ie5h5kpun6d3pv = {
    "payment": Anonymize<I900fn5tm44512>;
    "ticket": bigint;
};
export type I900fn5tm44512 = {
    "payer": SS58String;
    "payee": SS58String;
    "asset": Anonymize<Ikjpbtmstl9nm>;
    "payment_hash": SizedHex<32>;
    "registered": boolean;
    "total": bigint;
    "max_fee": bigint;
    "received": bigint;
    "fees": bigint;
    "hold_fees": bigint;
    "parts": number;
    "hops": number;
    "complete_by_ms": bigint;
    "deadline_ms": bigint;
    "extension_ms": bigint;
    "made": Anonymize<I690tuoq9sdce>;
    "tie"?: ({
        "owner": SS58String;
        "binding": boolean;
    }) | undefined;
};
export type I690tuoq9sdce = {
    "ms": bigint;
    "block": bigint;
};
export type Icclv4mbbm8qts = {
    "locks": Anonymize<Ifdohmgmmbd0hi>;
    "hold_ppm": Array<number>;
    "since_ms": bigint;
};
export type I3sean4dbblfft = [SizedHex<32>, SS58String];
export type I6namn7n20l017 = {
    "number": bigint;
    "entries": Array<{
        "due_ms": bigint;
        "payload": Anonymize<I5d7s1ehemp2ml>;
    }>;
};
export type Icc4bgdd2pd9be = {
    "policy": Anonymize<Id2n6og12e4ijv>;
    "operator"?: Anonymize<Ihfphjolmsqq1>;
    "standing": Anonymize<If1snqj4ja0i2s>;
    "entry_ms"?: Anonymize<I35p85j063s0il>;
    "spending": Anonymize<I3ukvmji59fg16>;
    "last_look_ms"?: Anonymize<I35p85j063s0il>;
    "failures": number;
    "failed_ms"?: Anonymize<I35p85j063s0il>;
    "hopeless": Anonymize<Iafqnechp3omqg>;
    "channel_policies": number;
    "ticket": bigint;
};
export type If1snqj4ja0i2s = AnonymousEnum<{
    "Quiet": undefined;
    "Noted": {
        "due_ms": bigint;
    };
    "Due": {
        "since_ms": bigint;
        "again": boolean;
    };
}>;
export type I3ukvmji59fg16 = {
    "since_ms": bigint;
    "spent": bigint;
};
export type I3oksvq5uc0ghr = {
    "opener"?: ({
        "owner": SS58String;
        "asset": Anonymize<Ikjpbtmstl9nm>;
        "policy": Anonymize<Idmt5s710t26ia>;
        "ticket": bigint;
    }) | undefined;
    "counterparty"?: ({
        "owner": SS58String;
        "asset": Anonymize<Ikjpbtmstl9nm>;
        "policy": Anonymize<Idmt5s710t26ia>;
        "ticket": bigint;
    }) | undefined;
};
export type I4sto6ktkdaja7 = [SS58String, Anonymize<I8ic4307am1g42>];
export type If4tebqh6fc66t = {
    "proposal": Anonymize<I6t0pfa6fe5o2l>;
    "ticket": bigint;
};
export type I6t0pfa6fe5o2l = {
    "asset": Anonymize<Ikjpbtmstl9nm>;
    "channels": Anonymize<Iafqnechp3omqg>;
    "owners": Array<{
        "who": SS58String;
        "accepted": boolean;
    }>;
    "amount": bigint;
    "deadline_ms": bigint;
};
export type I20219bpv5an0d = {
    "number": bigint;
    "entries": Array<{
        "due_ms": bigint;
        "payload": Anonymize<I2gkqq3qguvhpu>;
    }>;
};
export type I6391n7720a42k = {
    "provider": Anonymize<Iabmh1vijlhofc>;
    "ticket": bigint;
};
export type Iabmh1vijlhofc = {
    "number": number;
    "terms": Anonymize<Ie9ehq5s3kvmos>;
    "bond": bigint;
    "covered": bigint;
    "free": bigint;
    "reserved": bigint;
    "leased": bigint;
    "earned": bigint;
    "fees": bigint;
    "obligations": number;
    "presence": {
        "since": Anonymize<I690tuoq9sdce>;
        "last": Anonymize<I690tuoq9sdce>;
        "away_ms": bigint;
    };
    "facts": {
        "honoured": number;
        "failed": number;
        "broken": number;
        "standing": number;
        "rose_ms": bigint;
    };
    "listings": Array<Anonymize<I6bmifm11t2fp2>>;
};
export type I4a22bvo4eu1p1 = [Anonymize<Ikjpbtmstl9nm>, SS58String];
export type If80upbokk0kob = {
    "spines": Array<{
        "first": Anonymize<I33d9o35f8mng6>;
        "number": number;
        "len": number;
    }>;
    "next": number;
};
export type Iduvb0t0aao4u6 = [Anonymize<Ikjpbtmstl9nm>, Anonymize<I7s70tfkerd613>];
export type Ia21041g3srkm1 = Array<{
    "rank": Anonymize<I33d9o35f8mng6>;
    "who": SS58String;
    "terms": Anonymize<Ie9ehq5s3kvmos>;
    "valid_until_ms": bigint;
}>;
export type I7ooluljod5bt9 = [Anonymize<Ikjpbtmstl9nm>, [Anonymize<I7s70tfkerd613>, number]];
export type I23nkqspsqamrt = {
    "lease": Anonymize<Idp9vuhbvgeshi>;
    "ticket": bigint;
    "end"?: ({
        "reason": Anonymize<I15fgso696dc0l>;
        "at_ms": bigint;
        "lien": bigint;
        "away_ms": bigint;
    }) | undefined;
};
export type Idp9vuhbvgeshi = {
    "provider": SS58String;
    "client": SS58String;
    "asset": Anonymize<Ikjpbtmstl9nm>;
    "size": bigint;
    "fee": bigint;
    "paid": bigint;
    "collected": bigint;
    "received": bigint;
    "deposit": bigint;
    "owed_until_ms"?: Anonymize<I35p85j063s0il>;
    "cover": bigint;
    "start_ms": bigint;
    "end_ms": bigint;
    "grace_ms": bigint;
    "uptime": number;
    "watched_ms": bigint;
    "away_ms": bigint;
    "proposal"?: ({
        "by": Anonymize<Ib30bqkieactjf>;
        "refund": bigint;
        "until_ms": bigint;
    }) | undefined;
};
export type Ie5uv7j174d1br = {
    "reservation": Anonymize<Ia3sb5v23qqas2>;
    "ticket": bigint;
};
export type Ido66bnpfbln9j = {
    "used": number;
    "until_ms": bigint;
    "first": SS58String;
    "ticket": bigint;
};
export type I7rv4oa5ftgast = {
    "providers": number;
    "free": bigint;
    "reserved": bigint;
    "leased": bigint;
    "fees": bigint;
};
export type I9fadiril0ium8 = [Anonymize<Ikjpbtmstl9nm>, number];
export type I79jchid94d685 = {
    "number": bigint;
    "entries": Array<{
        "due_ms": bigint;
        "payload": Anonymize<Ievakre229ju25>;
    }>;
};
export type I87na2g58phpcs = {
    "tower": Anonymize<I75hse2g59sgfb>;
    "ticket": bigint;
};
export type I75hse2g59sgfb = {
    "owner": SS58String;
    "asset": Anonymize<Ikjpbtmstl9nm>;
    "profile": Anonymize<I5pnd2p8dc06co>;
    "keys": Array<{
        "signer": SS58String;
        "since_ms": bigint;
    }>;
    "terms": Anonymize<Ieen9tj2e5fjn0>;
    "bond": bigint;
    "covered": bigint;
    "watches": number;
    "kept": number;
    "hires": bigint;
    "income": {
        "rate": bigint;
        "earned": Anonymize<Ifhgaj4m126jbd>;
        "clock_ms": bigint;
        "from_ms": bigint;
    };
    "presence": {
        "since_ms": bigint;
        "last": Anonymize<I690tuoq9sdce>;
        "silent_ms": bigint;
        "is_told": boolean;
    };
    "reputation": {
        "points": number;
        "from_ms": bigint;
        "wins": number;
        "counted_wins": number;
        "misses": number;
        "lates": number;
        "false_reports": number;
        "withheld": number;
        "response_ms": bigint;
    };
    "leaves_ms"?: Anonymize<I35p85j063s0il>;
    "due_ms"?: Anonymize<I35p85j063s0il>;
};
export type I5pnd2p8dc06co = {
    "region": number;
    "sealing_key": SizedHex<32>;
    "contact": Uint8Array;
    "uptime_ppm": number;
};
export type Ifhgaj4m126jbd = {
    "units": bigint;
    "parts": bigint;
};
export type Idr7drejvjvs3d = {
    "parties": Anonymize<I3qdo61a3ilofp>;
    "asset": Anonymize<Ikjpbtmstl9nm>;
    "period_ms": bigint;
    "watches": {
        "opener"?: ({
            "hires": Array<{
                "tower": bigint;
                "number": bigint;
                "rate": bigint;
                "cover": bigint;
                "response_ms": bigint;
                "turn_ms": bigint;
                "deposit": bigint;
                "from_ms": bigint;
                "from_clock_ms": bigint;
                "stopped_ms"?: Anonymize<I35p85j063s0il>;
                "is_missed": boolean;
                "is_late": boolean;
                "is_false": boolean;
                "is_withheld": boolean;
                "has_won": boolean;
                "demand"?: ({
                    "backup": SizedHex<32>;
                    "version": bigint;
                    "since": Anonymize<I690tuoq9sdce>;
                    "crowded": bigint;
                    "deposit": bigint;
                }) | undefined;
            }>;
            "due_ms"?: Anonymize<I35p85j063s0il>;
            "ticket": bigint;
        }) | undefined;
        "counterparty"?: ({
            "hires": Array<{
                "tower": bigint;
                "number": bigint;
                "rate": bigint;
                "cover": bigint;
                "response_ms": bigint;
                "turn_ms": bigint;
                "deposit": bigint;
                "from_ms": bigint;
                "from_clock_ms": bigint;
                "stopped_ms"?: Anonymize<I35p85j063s0il>;
                "is_missed": boolean;
                "is_late": boolean;
                "is_false": boolean;
                "is_withheld": boolean;
                "has_won": boolean;
                "demand"?: ({
                    "backup": SizedHex<32>;
                    "version": bigint;
                    "since": Anonymize<I690tuoq9sdce>;
                    "crowded": bigint;
                    "deposit": bigint;
                }) | undefined;
            }>;
            "due_ms"?: Anonymize<I35p85j063s0il>;
            "ticket": bigint;
        }) | undefined;
    };
    "drawings": {
        "asked": {
            "opener"?: ({
                "since": Anonymize<I690tuoq9sdce>;
                "crowded": bigint;
            }) | undefined;
            "counterparty"?: ({
                "since": Anonymize<I690tuoq9sdce>;
                "crowded": bigint;
            }) | undefined;
        };
        "done": Array<{
            "drawn": {
                "side": Anonymize<I9puehsks12p4e>;
                "amount": bigint;
                "version": bigint;
                "base_version": bigint;
            };
            "span": {
                "since": Anonymize<I690tuoq9sdce>;
                "until": Anonymize<I690tuoq9sdce>;
                "crowded": bigint;
            };
            "compensated": bigint;
        }>;
    };
    "dispute"?: ({
        "closer": Anonymize<I9puehsks12p4e>;
        "since": Anonymize<I690tuoq9sdce>;
        "first": bigint;
        "crowded": bigint;
        "presented": Array<{
            "who": SS58String;
            "version": bigint;
            "at_ms": bigint;
        }>;
        "is_cut": boolean;
        "settled"?: ({
            "version": bigint;
            "base_version": bigint;
            "committed": Anonymize<I8cjfns659vaje>;
            "is_drawn": boolean;
            "at": Anonymize<I690tuoq9sdce>;
            "crowded": bigint;
            "paid": Anonymize<I8cjfns659vaje>;
            "penalties": Anonymize<I8cjfns659vaje>;
            "reward": bigint;
        }) | undefined;
        "compensated": Anonymize<I8cjfns659vaje>;
    }) | undefined;
    "over_ms"?: Anonymize<I35p85j063s0il>;
};
export type I57efqcc5pi4qp = {
    "version": bigint;
    "at_ms": bigint;
    "content": Enum<{
        "Sealed": Anonymize<Iahegpbsblanvr>;
        "Clear": {
            "hash": SizedHex<32>;
            "base_version": bigint;
        };
    }>;
    "ticket": bigint;
};
export type Iahegpbsblanvr = AnonymousEnum<{
    "Whole": Uint8Array;
    "Hash": [SizedHex<32>, number];
}>;
export type I19kigngu4cehf = {
    "number": bigint;
    "entries": Array<{
        "due_ms": bigint;
        "payload": Anonymize<I3o73ui44c0dm0>;
    }>;
};
export type I5jut27ph4f4pc = {
    "leg": Anonymize<I15bhfsuqikj2r>;
    "ticket": bigint;
};
export type I15bhfsuqikj2r = {
    "receiver": SS58String;
    "asset": Anonymize<Ikjpbtmstl9nm>;
    "amount": bigint;
    "deadline_ms": bigint;
    "extension_ms": bigint;
    "made": Anonymize<I690tuoq9sdce>;
    "funds": Anonymize<I27varmb63at68>;
    "into"?: Anonymize<I35p85j063s0il>;
    "bond"?: Anonymize<I5j2bj0fl36is>;
    "counterpart"?: Anonymize<I1knmas2ni5aha>;
    "ring"?: Anonymize<I1ituq4srcqr3s>;
    "submarine"?: Anonymize<Iahllmsi43h8db>;
    "state": Enum<{
        "Open": undefined;
        "Ended": {
            "how": Enum<{
                "Claimed": undefined;
                "Refunded": undefined;
                "HandedBack": undefined;
                "Divided": Anonymize<Ie94thr6c1acra>;
            }>;
            "at_ms": bigint;
        };
    }>;
};
export type Ie94thr6c1acra = {
    "to_receiver": bigint;
};
export type I8s2071d9i7bpn = {
    "bond": Anonymize<I44d7dgemgn7p7>;
    "ticket": bigint;
};
export type I44d7dgemgn7p7 = {
    "owner": SS58String;
    "asset": Anonymize<Ikjpbtmstl9nm>;
    "amount": bigint;
    "terms": SizedHex<32>;
    "position": number;
    "lock_by_ms": bigint;
};
export type I3mf6rv356s7a7 = {
    "quote": Anonymize<I4tcch96b50673>;
    "ticket": bigint;
};
export type I4tcch96b50673 = {
    "terms": Anonymize<I35gb1lc2dj40i>;
    "paused_in"?: Anonymize<I35p85j063s0il>;
    "stock": bigint;
    "pending": bigint;
};
export type I7e792uko0n839 = [Anonymize<Icj3nd16q9eoib>, SS58String];
export type Icj3nd16q9eoib = [Anonymize<Ikjpbtmstl9nm>, Anonymize<Iddmia4d3h7aur>];
export type Ia5dp2ce7ittd2 = [SS58String, Anonymize<Icj3nd16q9eoib>];
export type I6egn1dh48lidb = {
    "number": bigint;
    "entries": Array<{
        "due_ms": bigint;
        "payload": Anonymize<Id3njrb2ih5gb3>;
    }>;
};
export type I46jc8eabrjesp = {
    "stream": Anonymize<I1aovthdehfh89>;
    "ticket": bigint;
};
export type I1aovthdehfh89 = {
    "payer": SS58String;
    "payee": SS58String;
    "asset": Anonymize<Ikjpbtmstl9nm>;
    "funding": Anonymize<Icbk33ls1ghd95>;
    "source": Enum<{
        "Rate": bigint;
        "Metered": {
            "price": Anonymize<Ichtbupkknmsee>;
            "period": bigint;
            "used_units": bigint;
            "reports": bigint;
            "pending"?: Anonymize<I61i9q3iqmbg38>;
        };
    }>;
    "accrued": Anonymize<Ifhgaj4m126jbd>;
    "from_ms": bigint;
    "paid": bigint;
    "start_ms": bigint;
    "end_ms"?: Anonymize<I35p85j063s0il>;
    "cliff_ms"?: Anonymize<I35p85j063s0il>;
    "max_total"?: Anonymize<I35p85j063s0il>;
    "interval_ms": bigint;
    "grace_ms": bigint;
    "terms": Anonymize<I7mrliih2p84sm>;
    "paused_ms"?: Anonymize<I35p85j063s0il>;
    "dry_ms"?: Anonymize<I35p85j063s0il>;
    "due_ms"?: Anonymize<I35p85j063s0il>;
};
export type Iekkc8mn94258g = {
    "by": Anonymize<I3f1vt6ohp2boi>;
    "change": Anonymize<I8iku1g40h55lm>;
    "rate"?: Anonymize<I35p85j063s0il>;
    "paused_ms"?: Anonymize<I35p85j063s0il>;
};
export type I6eklm0a73jums = {
    "vault": Anonymize<I2kme5itbo6qt>;
    "ticket": bigint;
};
export type I2kme5itbo6qt = {
    "owner": SS58String;
    "asset": Anonymize<Ikjpbtmstl9nm>;
    "funds": Anonymize<Ifhgaj4m126jbd>;
    "rate": bigint;
    "streams": bigint;
    "clock_ms": bigint;
    "from_ms": bigint;
    "dry_ms"?: Anonymize<I35p85j063s0il>;
    "grace_ms": bigint;
    "due_ms"?: Anonymize<I35p85j063s0il>;
};
export type Idou5e6r1bple5 = {
    "number": bigint;
    "entries": Array<{
        "due_ms": bigint;
        "payload": Anonymize<Iftnj27hploobf>;
    }>;
};
export type Iclld7et4v5ulo = {
    "plan": Anonymize<Ide12tntqluh75>;
    "ticket": bigint;
};
export type Ide12tntqluh75 = {
    "payee": SS58String;
    "details": Anonymize<Iedt4509685mpb>;
    "edition": number;
    "subscribers": number;
    "status": Enum<{
        "Open": undefined;
        "Retired": undefined;
    }>;
};
export type I96b99l0mbt44i = {
    "subscription": Anonymize<I7u9sqheoousl6>;
    "history": Anonymize<I2qmrkkm9sa6ig>;
    "ticket": bigint;
};
export type I7u9sqheoousl6 = {
    "payer": SS58String;
    "payee": SS58String;
    "asset": Anonymize<Ikjpbtmstl9nm>;
    "plan"?: Anonymize<I35p85j063s0il>;
    "terms": Anonymize<I74qg40i8p2raj>;
    "limits": Anonymize<I459ir1l0e9ekk>;
    "payments_left"?: Anonymize<I4arjljr6dpflb>;
    "proposed_price"?: Anonymize<I35p85j063s0il>;
    "anchor_ms": bigint;
    "next_period": bigint;
    "paid_until_ms": bigint;
    "period_value": bigint;
    "credit": bigint;
    "payments": number;
    "paid": bigint;
    "charges": Anonymize<I59jc4ibr7qsvk>;
    "status": Enum<{
        "Active": undefined;
        "PastDue": {
            "since_ms": bigint;
            "lacks": number;
            "faults": number;
            "retry_ms": bigint;
        };
        "Suspended": {
            "since_ms": bigint;
        };
        "Paused": {
            "since_ms": bigint;
            "by": Anonymize<I3f1vt6ohp2boi>;
        };
    }>;
    "look_ms"?: Anonymize<I35p85j063s0il>;
};
export type I59jc4ibr7qsvk = {
    "period": bigint;
    "amount": bigint;
};
export type I2qmrkkm9sa6ig = Array<{
    "at_ms": bigint;
    "what": Enum<{
        "Paid": Anonymize<I59jc4ibr7qsvk>;
        "Charged": Anonymize<I3qt1hgg4djhgb>;
        "Failed": {
            "period": bigint;
            "cause": Anonymize<I77curodcsb7jo>;
        };
        "Skipped": {
            "period": bigint;
            "count": bigint;
        };
    }>;
}>;
export type I200n1ov5tbcvr = FixedSizeArray<2, bigint>;
export type Ia184d0ikibp28 = {
    "number": bigint;
    "entries": Array<{
        "due_ms": bigint;
        "payload": Anonymize<Ier0s0sqj4cr6s>;
    }>;
};
export type Ifc6mp187f93ft = {
    "owner": SS58String;
    "ticket": bigint;
    "restless_until_ms": bigint;
    "steady_until_ms": bigint;
};
export type I6tdcfmv18m8gr = [Anonymize<I4lgr5i5qhk4i8>, bigint];
export type I8l8vve2t0e4ae = {
    "base": Anonymize<Ikjpbtmstl9nm>;
    "quote": Anonymize<Ikjpbtmstl9nm>;
    "terms": Anonymize<Iavfhnvf33dimn>;
    "status": Anonymize<I2ulig3fvsaunp>;
    "next_queue": bigint;
    "buys": {
        "best"?: Anonymize<I4arjljr6dpflb>;
        "index": FixedSizeArray<32, bigint>;
    };
    "sells": {
        "best"?: Anonymize<I4arjljr6dpflb>;
        "index": FixedSizeArray<32, bigint>;
    };
    "unsettled": bigint;
    "fees": bigint;
    "aside": bigint;
    "prices": {
        "last"?: Anonymize<I4arjljr6dpflb>;
        "since_ms": bigint;
        "from": bigint;
        "part": number;
        "to": bigint;
        "sum": bigint;
    };
    "hour": Anonymize<I7q240ckb4kn56>;
};
export type I7q240ckb4kn56 = {
    "number": bigint;
    "base": bigint;
    "quote": bigint;
    "last"?: Anonymize<I4arjljr6dpflb>;
    "sum": bigint;
};
export type I1ie11l092135c = {
    "ticks": bigint;
    "levels": Array<{
        "queue": bigint;
        "head": number;
        "tail": number;
        "count": number;
        "placed": bigint;
        "filled": bigint;
        "left": bigint;
        "live": bigint;
        "owners": number;
        "items": boolean;
        "pays": boolean;
    }>;
};
export type I1rhnuthdmcb3t = [bigint, SizedHex<2>];
export type I72tp9io96ft0i = {
    "left": bigint;
    "cuts": Array<{
        "index": number;
        "lots": bigint;
    }>;
};
export type Ifdmdt8g55okrb = [bigint, Anonymize<I986gmv00vbukj>];
export type I9djef77nst3u3 = Array<{
    "who": SS58String;
    "id": bigint;
}>;
export type Ieeuq0rfv2v9gl = [bigint, {
    "chunk": Anonymize<I986gmv00vbukj>;
    "page": number;
}];
export type I67hetv5c6hnmb = {
    "funds": Array<{
        "asset": Anonymize<Ikjpbtmstl9nm>;
        "free": bigint;
        "orders": number;
    }>;
    "orders": Array<Anonymize<Ial17go4e2456f>>;
    "slots": number;
    "ticket": bigint;
};
export type Ial17go4e2456f = {
    "id": bigint;
    "pair": bigint;
    "side": Anonymize<Igvihvk6btadk>;
    "tick": number;
    "chunk": Anonymize<I986gmv00vbukj>;
    "index": number;
    "start": bigint;
    "lots": bigint;
    "paid": bigint;
    "until_ms"?: Anonymize<I35p85j063s0il>;
    "purse": Anonymize<I34iu3li7u4554>;
};
export type Ibsk3gl5ilq3ng = Array<Anonymize<I7q240ckb4kn56>>;
export type Iepm5n03n8roqt = {
    "number": bigint;
    "entries": Array<{
        "due_ms": bigint;
        "payload": Anonymize<Iepd3gdavv7eat>;
    }>;
};
export type In7a38730s6qs = {
    "base_block": Anonymize<I4q39t5hn830vp>;
    "max_block": Anonymize<I4q39t5hn830vp>;
    "per_class": {
        "normal": {
            "base_extrinsic": Anonymize<I4q39t5hn830vp>;
            "max_extrinsic"?: (Anonymize<I4q39t5hn830vp>) | undefined;
            "max_total"?: (Anonymize<I4q39t5hn830vp>) | undefined;
            "reserved"?: (Anonymize<I4q39t5hn830vp>) | undefined;
        };
        "operational": {
            "base_extrinsic": Anonymize<I4q39t5hn830vp>;
            "max_extrinsic"?: (Anonymize<I4q39t5hn830vp>) | undefined;
            "max_total"?: (Anonymize<I4q39t5hn830vp>) | undefined;
            "reserved"?: (Anonymize<I4q39t5hn830vp>) | undefined;
        };
        "mandatory": {
            "base_extrinsic": Anonymize<I4q39t5hn830vp>;
            "max_extrinsic"?: (Anonymize<I4q39t5hn830vp>) | undefined;
            "max_total"?: (Anonymize<I4q39t5hn830vp>) | undefined;
            "reserved"?: (Anonymize<I4q39t5hn830vp>) | undefined;
        };
    };
};
export type Ibtil0ss5munbk = {
    "max": {
        "normal": number;
        "operational": number;
        "mandatory": number;
    };
    "max_header_size"?: Anonymize<I4arjljr6dpflb>;
};
export type I9s0ave7t0vnrk = {
    "read": bigint;
    "write": bigint;
};
export type I4fo08joqmcqnm = {
    "spec_name": string;
    "impl_name": string;
    "authoring_version": number;
    "spec_version": number;
    "impl_version": number;
    "apis": Array<[SizedHex<8>, number]>;
    "transaction_version": number;
    "system_version": number;
};
export type Iekve0i6djpd9f = AnonymousEnum<{
    /**
     * Make some on-chain remark.
     *
     * Can be executed by every `origin`.
     */
    "remark": Anonymize<I8ofcg5rbj0g2c>;
    /**
     * Set the number of pages in the WebAssembly environment's heap.
     */
    "set_heap_pages": Anonymize<I4adgbll7gku4i>;
    /**
     * Set the new runtime code.
     */
    "set_code": Anonymize<I6pjjpfvhvcfru>;
    /**
     * Set the new runtime code without doing any checks of the given `code`.
     *
     * Note that runtime upgrades will not run if this is called with a not-increasing spec
     * version!
     */
    "set_code_without_checks": Anonymize<I6pjjpfvhvcfru>;
    /**
     * Set some items of storage.
     */
    "set_storage": Anonymize<I9pj91mj79qekl>;
    /**
     * Kill some items from storage.
     */
    "kill_storage": Anonymize<I39uah9nss64h9>;
    /**
     * Kill all storage items with a key that starts with the given prefix.
     *
     * **NOTE:** We rely on the Root origin to provide us the number of subkeys under
     * the prefix we are removing to accurately calculate the weight of this function.
     */
    "kill_prefix": Anonymize<Ik64dknsq7k08>;
    /**
     * Make some on-chain remark and emit event.
     */
    "remark_with_event": Anonymize<I8ofcg5rbj0g2c>;
    /**
     * Authorize an upgrade to a given `code_hash` for the runtime. The runtime can be supplied
     * later.
     *
     * This call requires Root origin.
     */
    "authorize_upgrade": Anonymize<Ib51vk42m1po4n>;
    /**
     * Authorize an upgrade to a given `code_hash` for the runtime. The runtime can be supplied
     * later.
     *
     * WARNING: This authorizes an upgrade that will take place without any safety checks, for
     * example that the spec name remains the same and that the version number increases. Not
     * recommended for normal use. Use `authorize_upgrade` instead.
     *
     * This call requires Root origin.
     */
    "authorize_upgrade_without_checks": Anonymize<Ib51vk42m1po4n>;
    /**
     * Provide the preimage (runtime binary) `code` for an upgrade that has been authorized.
     *
     * If the authorization required a version check, this call will ensure the spec name
     * remains unchanged and that the spec version has increased.
     *
     * Depending on the runtime's `OnSetCode` configuration, this function may directly apply
     * the new `code` in the same block or attempt to schedule the upgrade.
     *
     * All origins are allowed.
     */
    "apply_authorized_upgrade": Anonymize<I6pjjpfvhvcfru>;
}>;
export type I8ofcg5rbj0g2c = {
    "remark": Uint8Array;
};
export type I4adgbll7gku4i = {
    "pages": bigint;
};
export type I6pjjpfvhvcfru = {
    "code": Uint8Array;
};
export type I9pj91mj79qekl = {
    "items": Array<FixedSizeArray<2, Uint8Array>>;
};
export type I39uah9nss64h9 = {
    "keys": Array<Uint8Array>;
};
export type Ik64dknsq7k08 = {
    "prefix": Uint8Array;
    "subkeys": number;
};
export type Ib51vk42m1po4n = {
    "code_hash": SizedHex<32>;
};
export type I7d75gqfg6jh9c = AnonymousEnum<{
    /**
     * Set the current time.
     *
     * This call should be invoked exactly once per block. It will panic at the finalization
     * phase, if this call hasn't been invoked by that time.
     *
     * The timestamp should be greater than the previous one by the amount specified by
     * [`Config::MinimumPeriod`].
     *
     * The dispatch origin for this call must be _None_.
     *
     * This dispatch class is _Mandatory_ to ensure it gets executed in the block. Be aware
     * that changing the complexity of this call could result exhausting the resources in a
     * block to execute any other calls.
     *
     * ## Complexity
     * - `O(1)` (Note that implementations of `OnTimestampSet` must also be `O(1)`)
     * - 1 storage read and 1 storage mutation (codec `O(1)` because of `DidUpdate::take` in
     * `on_finalize`)
     * - 1 event handler `on_timestamp_set`. Must be `O(1)`.
     */
    "set": Anonymize<Idcr6u6361oad9>;
}>;
export type Idcr6u6361oad9 = {
    "now": bigint;
};
export type I9svldsp29mh87 = AnonymousEnum<{
    /**
     * Transfer some liquid free balance to another account.
     *
     * `transfer_allow_death` will set the `FreeBalance` of the sender and receiver.
     * If the sender's account is below the existential deposit as a result
     * of the transfer, the account will be reaped.
     *
     * The dispatch origin for this call must be `Signed` by the transactor.
     */
    "transfer_allow_death": Anonymize<I4ktuaksf5i1gk>;
    /**
     * Exactly as `transfer_allow_death`, except the origin must be root and the source account
     * may be specified.
     */
    "force_transfer": Anonymize<I9bqtpv2ii35mp>;
    /**
     * Same as the [`transfer_allow_death`] call, but with a check that the transfer will not
     * kill the origin account.
     *
     * 99% of the time you want [`transfer_allow_death`] instead.
     *
     * [`transfer_allow_death`]: struct.Pallet.html#method.transfer
     */
    "transfer_keep_alive": Anonymize<I4ktuaksf5i1gk>;
    /**
     * Transfer the entire transferable balance from the caller account.
     *
     * NOTE: This function only attempts to transfer _transferable_ balances. This means that
     * any locked, reserved, or existential deposits (when `keep_alive` is `true`), will not be
     * transferred by this function. To ensure that this function results in a killed account,
     * you might need to prepare the account by removing any reference counters, storage
     * deposits, etc...
     *
     * The dispatch origin of this call must be Signed.
     *
     * - `dest`: The recipient of the transfer.
     * - `keep_alive`: A boolean to determine if the `transfer_all` operation should send all
     * of the funds the account has, causing the sender account to be killed (false), or
     * transfer everything except at least the existential deposit, which will guarantee to
     * keep the sender account alive (true).
     */
    "transfer_all": Anonymize<I9j7pagd6d4bda>;
    /**
     * Unreserve some balance from a user by force.
     *
     * Can only be called by ROOT.
     */
    "force_unreserve": Anonymize<I2h9pmio37r7fb>;
    /**
     * Upgrade a specified account.
     *
     * - `origin`: Must be `Signed`.
     * - `who`: The account to be upgraded.
     *
     * This will waive the transaction fee if at least all but 10% of the accounts needed to
     * be upgraded. (We let some not have to be upgraded just in order to allow for the
     * possibility of churn).
     */
    "upgrade_accounts": Anonymize<Ibmr18suc9ikh9>;
    /**
     * Set the regular balance of a given account.
     *
     * The dispatch origin for this call is `root`.
     */
    "force_set_balance": Anonymize<I9iq22t0burs89>;
    /**
     * Adjust the total issuance in a saturating way.
     *
     * Can only be called by root and always needs a positive `delta`.
     *
     * # Example
     */
    "force_adjust_total_issuance": Anonymize<I5u8olqbbvfnvf>;
    /**
     * Burn the specified liquid free balance from the origin account.
     *
     * If the origin's account ends up below the existential deposit as a result
     * of the burn and `keep_alive` is false, the account will be reaped.
     *
     * Unlike sending funds to a _burn_ address, which merely makes the funds inaccessible,
     * this `burn` operation will reduce total issuance by the amount _burned_.
     */
    "burn": Anonymize<I5utcetro501ir>;
}>;
export type I4ktuaksf5i1gk = {
    "dest": MultiAddress;
    "value": bigint;
};
export type MultiAddress = Enum<{
    "Id": SS58String;
    "Index": undefined;
    "Raw": Uint8Array;
    "Address32": SizedHex<32>;
    "Address20": SizedHex<20>;
}>;
export declare const MultiAddress: GetEnum<MultiAddress>;
export type I9bqtpv2ii35mp = {
    "source": MultiAddress;
    "dest": MultiAddress;
    "value": bigint;
};
export type I9j7pagd6d4bda = {
    "dest": MultiAddress;
    "keep_alive": boolean;
};
export type I2h9pmio37r7fb = {
    "who": MultiAddress;
    "amount": bigint;
};
export type Ibmr18suc9ikh9 = {
    "who": Anonymize<Ia2lhg7l2hilo3>;
};
export type I9iq22t0burs89 = {
    "who": MultiAddress;
    "new_free": bigint;
};
export type I5u8olqbbvfnvf = {
    "direction": BalancesAdjustmentDirection;
    "delta": bigint;
};
export type BalancesAdjustmentDirection = Enum<{
    "Increase": undefined;
    "Decrease": undefined;
}>;
export declare const BalancesAdjustmentDirection: GetEnum<BalancesAdjustmentDirection>;
export type I5utcetro501ir = {
    "value": bigint;
    "keep_alive": boolean;
};
export type Icpg9ttsne12o3 = AnonymousEnum<{
    /**
     * Send a batch of dispatch calls.
     *
     * May be called from any origin except `None`.
     *
     * - `calls`: The calls to be dispatched from the same origin. The number of call must not
     * exceed the constant: `batched_calls_limit` (available in constant metadata).
     *
     * If origin is root then the calls are dispatched without checking origin filter. (This
     * includes bypassing `frame_system::Config::BaseCallFilter`).
     *
     * ## Complexity
     * - O(C) where C is the number of calls to be batched.
     *
     * This will return `Ok` in all circumstances. To determine the success of the batch, an
     * event is deposited. If a call failed and the batch was interrupted, then the
     * `BatchInterrupted` event is deposited, along with the number of successful calls made
     * and the error of the failed call. If all were successful, then the `BatchCompleted`
     * event is deposited.
     */
    "batch": Anonymize<Ift8eqcclh2cdi>;
    /**
     * Send a call through an indexed pseudonym of the sender.
     *
     * Filter from origin are passed along. The call will be dispatched with an origin which
     * use the same filter as the origin of this call.
     *
     * NOTE: If you need to ensure that any account-based filtering is not honored (i.e.
     * because you expect `proxy` to have been used prior in the call stack and you do not want
     * the call restrictions to apply to any sub-accounts), then use `as_multi_threshold_1`
     * in the Multisig pallet instead.
     *
     * NOTE: Prior to version *12, this was called `as_limited_sub`.
     *
     * The dispatch origin for this call must be _Signed_.
     */
    "as_derivative": Anonymize<Iacb8d93vbq1m1>;
    /**
     * Send a batch of dispatch calls and atomically execute them.
     * The whole transaction will rollback and fail if any of the calls failed.
     *
     * May be called from any origin except `None`.
     *
     * - `calls`: The calls to be dispatched from the same origin. The number of call must not
     * exceed the constant: `batched_calls_limit` (available in constant metadata).
     *
     * If origin is root then the calls are dispatched without checking origin filter. (This
     * includes bypassing `frame_system::Config::BaseCallFilter`).
     *
     * ## Complexity
     * - O(C) where C is the number of calls to be batched.
     */
    "batch_all": Anonymize<Ift8eqcclh2cdi>;
    /**
     * Dispatches a function call with a provided origin.
     *
     * The dispatch origin for this call must be _Root_.
     *
     * ## Complexity
     * - O(1).
     */
    "dispatch_as": Anonymize<I8sr3tpo6704fg>;
    /**
     * Send a batch of dispatch calls.
     * Unlike `batch`, it allows errors and won't interrupt.
     *
     * May be called from any origin except `None`.
     *
     * - `calls`: The calls to be dispatched from the same origin. The number of call must not
     * exceed the constant: `batched_calls_limit` (available in constant metadata).
     *
     * If origin is root then the calls are dispatch without checking origin filter. (This
     * includes bypassing `frame_system::Config::BaseCallFilter`).
     *
     * ## Complexity
     * - O(C) where C is the number of calls to be batched.
     */
    "force_batch": Anonymize<Ift8eqcclh2cdi>;
    /**
     * Dispatch a function call with a specified weight.
     *
     * This function does not check the weight of the call, and instead allows the
     * Root origin to specify the weight of the call.
     *
     * The dispatch origin for this call must be _Root_.
     */
    "with_weight": Anonymize<Ifk4i20i1o7tpb>;
    /**
     * Dispatch a fallback call in the event the main call fails to execute.
     * May be called from any origin except `None`.
     *
     * This function first attempts to dispatch the `main` call.
     * If the `main` call fails, the `fallback` is attemted.
     * if the fallback is successfully dispatched, the weights of both calls
     * are accumulated and an event containing the main call error is deposited.
     *
     * In the event of a fallback failure the whole call fails
     * with the weights returned.
     *
     * - `main`: The main call to be dispatched. This is the primary action to execute.
     * - `fallback`: The fallback call to be dispatched in case the `main` call fails.
     *
     * ## Dispatch Logic
     * - If the origin is `root`, both the main and fallback calls are executed without
     * applying any origin filters.
     * - If the origin is not `root`, the origin filter is applied to both the `main` and
     * `fallback` calls.
     *
     * ## Use Case
     * - Some use cases might involve submitting a `batch` type call in either main, fallback
     * or both.
     */
    "if_else": Anonymize<Ic8u9bbtkpqvs5>;
    /**
     * Dispatches a function call with a provided origin.
     *
     * Almost the same as [`Pallet::dispatch_as`] but forwards any error of the inner call.
     *
     * The dispatch origin for this call must be _Root_.
     */
    "dispatch_as_fallible": Anonymize<I8sr3tpo6704fg>;
}>;
export type Ift8eqcclh2cdi = {
    "calls": Array<TxCallData>;
};
export type Iacb8d93vbq1m1 = {
    "index": number;
    "call": TxCallData;
};
export type I8sr3tpo6704fg = {
    "as_origin": Enum<{
        "system": Enum<{
            "Root": undefined;
            "Signed": SS58String;
            "None": undefined;
            "Authorized": undefined;
        }>;
    }>;
    "call": TxCallData;
};
export type Ifk4i20i1o7tpb = {
    "call": TxCallData;
    "weight": Anonymize<I4q39t5hn830vp>;
};
export type Ic8u9bbtkpqvs5 = {
    "main": TxCallData;
    "fallback": TxCallData;
};
export type I2o378oud20hlm = AnonymousEnum<{
    /**
     * Dispatch the given `call` from an account that the sender is authorised for through
     * `add_proxy`.
     *
     * The dispatch origin for this call must be _Signed_.
     *
     * Parameters:
     * - `real`: The account that the proxy will make a call on behalf of.
     * - `force_proxy_type`: Specify the exact proxy type to be used and checked for this call.
     * - `call`: The call to be made by the `real` account.
     */
    "proxy": Anonymize<I3iavbauot3kll>;
    /**
     * Register a proxy account for the sender that is able to make calls on its behalf.
     *
     * The dispatch origin for this call must be _Signed_.
     *
     * Parameters:
     * - `proxy`: The account that the `caller` would like to make a proxy.
     * - `proxy_type`: The permissions allowed for this proxy account.
     * - `delay`: The announcement period required of the initial proxy. Will generally be
     * zero.
     */
    "add_proxy": Anonymize<Ibn0vrsq7gakds>;
    /**
     * Unregister a proxy account for the sender.
     *
     * The dispatch origin for this call must be _Signed_.
     *
     * Parameters:
     * - `proxy`: The account that the `caller` would like to remove as a proxy.
     * - `proxy_type`: The permissions currently enabled for the removed proxy account.
     */
    "remove_proxy": Anonymize<Ibn0vrsq7gakds>;
    /**
     * Unregister all proxy accounts for the sender.
     *
     * The dispatch origin for this call must be _Signed_.
     *
     * WARNING: This may be called on accounts created by `create_pure`, however if done, then
     * the unreserved fees will be inaccessible. **All access to this account will be lost.**
     */
    "remove_proxies": undefined;
    /**
     * Spawn a fresh new account that is guaranteed to be otherwise inaccessible, and
     * initialize it with a proxy of `proxy_type` for `origin` sender.
     *
     * Requires a `Signed` origin.
     *
     * - `proxy_type`: The type of the proxy that the sender will be registered as over the
     * new account. This will almost always be the most permissive `ProxyType` possible to
     * allow for maximum flexibility.
     * - `index`: A disambiguation index, in case this is called multiple times in the same
     * transaction (e.g. with `utility::batch`). Unless you're using `batch` you probably just
     * want to use `0`.
     * - `delay`: The announcement period required of the initial proxy. Will generally be
     * zero.
     *
     * Fails with `Duplicate` if this has already been called in this transaction, from the
     * same sender, with the same parameters.
     *
     * Fails if there are insufficient funds to pay for deposit.
     */
    "create_pure": Anonymize<I4d962nrakv0mk>;
    /**
     * Removes a previously spawned pure proxy.
     *
     * WARNING: **All access to this account will be lost.** Any funds held in it will be
     * inaccessible.
     *
     * Requires a `Signed` origin, and the sender account must have been created by a call to
     * `create_pure` with corresponding parameters.
     *
     * - `spawner`: The account that originally called `create_pure` to create this account.
     * - `index`: The disambiguation index originally passed to `create_pure`. Probably `0`.
     * - `proxy_type`: The proxy type originally passed to `create_pure`.
     * - `height`: The height of the chain when the call to `create_pure` was processed.
     * - `ext_index`: The extrinsic index in which the call to `create_pure` was processed.
     *
     * Fails with `NoPermission` in case the caller is not a previously created pure
     * account whose `create_pure` call has corresponding parameters.
     */
    "kill_pure": Anonymize<Ibvak6oed2g1d6>;
    /**
     * Publish the hash of a proxy-call that will be made in the future.
     *
     * This must be called some number of blocks before the corresponding `proxy` is attempted
     * if the delay associated with the proxy relationship is greater than zero.
     *
     * No more than `MaxPending` announcements may be made at any one time.
     *
     * This will take a deposit of `AnnouncementDepositFactor` as well as
     * `AnnouncementDepositBase` if there are no other pending announcements.
     *
     * The dispatch origin for this call must be _Signed_ and a proxy of `real`.
     *
     * Parameters:
     * - `real`: The account that the proxy will make a call on behalf of.
     * - `call_hash`: The hash of the call to be made by the `real` account.
     */
    "announce": Anonymize<I2eb501t8s6hsq>;
    /**
     * Remove a given announcement.
     *
     * May be called by a proxy account to remove a call they previously announced and return
     * the deposit.
     *
     * The dispatch origin for this call must be _Signed_.
     *
     * Parameters:
     * - `real`: The account that the proxy will make a call on behalf of.
     * - `call_hash`: The hash of the call to be made by the `real` account.
     */
    "remove_announcement": Anonymize<I2eb501t8s6hsq>;
    /**
     * Remove the given announcement of a delegate.
     *
     * May be called by a target (proxied) account to remove a call that one of their delegates
     * (`delegate`) has announced they want to execute. The deposit is returned.
     *
     * The dispatch origin for this call must be _Signed_.
     *
     * Parameters:
     * - `delegate`: The account that previously announced the call.
     * - `call_hash`: The hash of the call to be made.
     */
    "reject_announcement": Anonymize<Ianmuoljk2sk1u>;
    /**
     * Dispatch the given `call` from an account that the sender is authorized for through
     * `add_proxy`.
     *
     * Removes any corresponding announcement(s).
     *
     * The dispatch origin for this call must be _Signed_.
     *
     * Parameters:
     * - `real`: The account that the proxy will make a call on behalf of.
     * - `force_proxy_type`: Specify the exact proxy type to be used and checked for this call.
     * - `call`: The call to be made by the `real` account.
     */
    "proxy_announced": Anonymize<I3660bqv0afsq>;
    /**
     * Poke / Adjust deposits made for proxies and announcements based on current values.
     * This can be used by accounts to possibly lower their locked amount.
     *
     * The dispatch origin for this call must be _Signed_.
     *
     * The transaction fee is waived if the deposit amount has changed.
     *
     * Emits `DepositPoked` if successful.
     */
    "poke_deposit": undefined;
}>;
export type I3iavbauot3kll = {
    "real": MultiAddress;
    "force_proxy_type"?: Anonymize<Ilj0r6bna8opf>;
    "call": TxCallData;
};
export type Ilj0r6bna8opf = (Anonymize<I1tjdg99grrf5p>) | undefined;
export type Ibn0vrsq7gakds = {
    "delegate": MultiAddress;
    "proxy_type": Anonymize<I1tjdg99grrf5p>;
    "delay": number;
};
export type I4d962nrakv0mk = {
    "proxy_type": Anonymize<I1tjdg99grrf5p>;
    "delay": number;
    "index": number;
};
export type Ibvak6oed2g1d6 = {
    "spawner": MultiAddress;
    "proxy_type": Anonymize<I1tjdg99grrf5p>;
    "index": number;
    "height": number;
    "ext_index": number;
};
export type I2eb501t8s6hsq = {
    "real": MultiAddress;
    "call_hash": SizedHex<32>;
};
export type Ianmuoljk2sk1u = {
    "delegate": MultiAddress;
    "call_hash": SizedHex<32>;
};
export type I3660bqv0afsq = {
    "delegate": MultiAddress;
    "real": MultiAddress;
    "force_proxy_type"?: Anonymize<Ilj0r6bna8opf>;
    "call": TxCallData;
};
export type I885rd9smlqfti = AnonymousEnum<{
    /**
     * Issue a new class of fungible assets from a public origin.
     *
     * This new asset class has no assets initially and its owner is the origin.
     *
     * The origin must conform to the configured `CreateOrigin` and have sufficient funds free.
     *
     * Funds of sender are reserved by `AssetDeposit`.
     *
     * Parameters:
     * - `id`: The identifier of the new asset. This must not be currently in use to identify
     * an existing asset. If [`Config::AssetIdAllocator`] requires a specific id, this must
     * equal it.
     * - `admin`: The admin of this class of assets. The admin is the initial address of each
     * member of the asset class's admin team.
     * - `min_balance`: The minimum balance of this new asset that any single account must
     * have. If an account's balance is reduced below this, then it collapses to zero.
     *
     * Emits `Created` event when successful.
     *
     * Weight: `O(1)`
     */
    "create": Anonymize<Ic357tcepuvo5c>;
    /**
     * Issue a new class of fungible assets from a privileged origin.
     *
     * This new asset class has no assets initially.
     *
     * The origin must conform to `ForceOrigin`.
     *
     * Unlike `create`, no funds are reserved.
     *
     * Unlike `create`, the `id` does not have to be the one required by
     * [`Config::AssetIdAllocator`]: a privileged origin may pick any `id`, which is then
     * marked as allocated.
     *
     * # Warning
     *
     * Forcing an arbitrary `id` is dangerous: the pallet only checks that `id` is not
     * *currently* in use, not that it was never used before. Reusing an id can corrupt state,
     * most severely for bridged assets, where a collision breaks the local/remote mapping.
     *
     * - `id`: The identifier of the new asset. This must not be currently in use to identify
     * an existing asset, and must never have been in use previously (see warning above).
     * - `owner`: The owner of this class of assets. The owner has full superuser permissions
     * over this asset, but may later change and configure the permissions using
     * `transfer_ownership` and `set_team`.
     * - `min_balance`: The minimum balance of this new asset that any single account must
     * have. If an account's balance is reduced below this, then it collapses to zero.
     *
     * Emits `ForceCreated` event when successful.
     *
     * Weight: `O(1)`
     */
    "force_create": Anonymize<I2rnoam876ruhj>;
    /**
     * Start the process of destroying a fungible asset class.
     *
     * `start_destroy` is the first in a series of extrinsics that should be called, to allow
     * destruction of an asset class.
     *
     * The origin must conform to `ForceOrigin` or must be `Signed` by the asset's `owner`.
     *
     * - `id`: The identifier of the asset to be destroyed. This must identify an existing
     * asset.
     *
     * It will fail with either [`Error::ContainsHolds`] or [`Error::ContainsFreezes`] if
     * an account contains holds or freezes in place.
     */
    "start_destroy": Anonymize<Ic5b47dj4coa3r>;
    /**
     * Destroy all accounts associated with a given asset.
     *
     * `destroy_accounts` should only be called after `start_destroy` has been called, and the
     * asset is in a `Destroying` state.
     *
     * Due to weight restrictions, this function may need to be called multiple times to fully
     * destroy all accounts. It will destroy `RemoveItemsLimit` accounts at a time.
     *
     * - `id`: The identifier of the asset to be destroyed. This must identify an existing
     * asset.
     *
     * Each call emits the `Event::DestroyedAccounts` event.
     */
    "destroy_accounts": Anonymize<Ic5b47dj4coa3r>;
    /**
     * Destroy all approvals associated with a given asset up to the max (T::RemoveItemsLimit).
     *
     * `destroy_approvals` should only be called after `start_destroy` has been called, and the
     * asset is in a `Destroying` state.
     *
     * Due to weight restrictions, this function may need to be called multiple times to fully
     * destroy all approvals. It will destroy `RemoveItemsLimit` approvals at a time.
     *
     * - `id`: The identifier of the asset to be destroyed. This must identify an existing
     * asset.
     *
     * Each call emits the `Event::DestroyedApprovals` event.
     */
    "destroy_approvals": Anonymize<Ic5b47dj4coa3r>;
    /**
     * Complete destroying asset and unreserve currency.
     *
     * `finish_destroy` should only be called after `start_destroy` has been called, and the
     * asset is in a `Destroying` state. All accounts or approvals should be destroyed before
     * hand.
     *
     * - `id`: The identifier of the asset to be destroyed. This must identify an existing
     * asset.
     *
     * Each successful call emits the `Event::Destroyed` event.
     */
    "finish_destroy": Anonymize<Ic5b47dj4coa3r>;
    /**
     * Mint assets of a particular class.
     *
     * The origin must be Signed and the sender must be the Issuer of the asset `id`.
     *
     * - `id`: The identifier of the asset to have some amount minted.
     * - `beneficiary`: The account to be credited with the minted assets.
     * - `amount`: The amount of the asset to be minted.
     *
     * Emits `Issued` event when successful.
     *
     * Weight: `O(1)`
     * Modes: Pre-existing balance of `beneficiary`; Account pre-existence of `beneficiary`.
     */
    "mint": Anonymize<Ib3qnc19gu633c>;
    /**
     * Reduce the balance of `who` by as much as possible up to `amount` assets of `id`.
     *
     * Origin must be Signed and the sender should be the Manager of the asset `id`.
     *
     * Bails with `NoAccount` if the `who` is already dead.
     *
     * - `id`: The identifier of the asset to have some amount burned.
     * - `who`: The account to be debited from.
     * - `amount`: The maximum amount by which `who`'s balance should be reduced.
     *
     * Emits `Burned` with the actual amount burned. If this takes the balance to below the
     * minimum for the asset, then the amount burned is increased to take it to zero.
     *
     * Weight: `O(1)`
     * Modes: Post-existence of `who`; Pre & post Zombie-status of `who`.
     */
    "burn": Anonymize<Ifira6u9hi7cu1>;
    /**
     * Move some assets from the sender account to another.
     *
     * Origin must be Signed.
     *
     * - `id`: The identifier of the asset to have some amount transferred.
     * - `target`: The account to be credited.
     * - `amount`: The amount by which the sender's balance of assets should be reduced and
     * `target`'s balance increased. The amount actually transferred may be slightly greater in
     * the case that the transfer would otherwise take the sender balance above zero but below
     * the minimum balance. Must be greater than zero.
     *
     * Emits `Transferred` with the actual amount transferred. If this takes the source balance
     * to below the minimum for the asset, then the amount transferred is increased to take it
     * to zero.
     *
     * Weight: `O(1)`
     * Modes: Pre-existence of `target`; Post-existence of sender; Account pre-existence of
     * `target`.
     */
    "transfer": Anonymize<I72tqocvdoqfff>;
    /**
     * Move some assets from the sender account to another, keeping the sender account alive.
     *
     * Origin must be Signed.
     *
     * - `id`: The identifier of the asset to have some amount transferred.
     * - `target`: The account to be credited.
     * - `amount`: The amount by which the sender's balance of assets should be reduced and
     * `target`'s balance increased. The amount actually transferred may be slightly greater in
     * the case that the transfer would otherwise take the sender balance above zero but below
     * the minimum balance. Must be greater than zero.
     *
     * Emits `Transferred` with the actual amount transferred. If this takes the source balance
     * to below the minimum for the asset, then the amount transferred is increased to take it
     * to zero.
     *
     * Weight: `O(1)`
     * Modes: Pre-existence of `target`; Post-existence of sender; Account pre-existence of
     * `target`.
     */
    "transfer_keep_alive": Anonymize<I72tqocvdoqfff>;
    /**
     * Move some assets from one account to another.
     *
     * Origin must be Signed and the sender should be the Admin of the asset `id`.
     *
     * - `id`: The identifier of the asset to have some amount transferred.
     * - `source`: The account to be debited.
     * - `dest`: The account to be credited.
     * - `amount`: The amount by which the `source`'s balance of assets should be reduced and
     * `dest`'s balance increased. The amount actually transferred may be slightly greater in
     * the case that the transfer would otherwise take the `source` balance above zero but
     * below the minimum balance. Must be greater than zero.
     *
     * Emits `Transferred` with the actual amount transferred. If this takes the source balance
     * to below the minimum for the asset, then the amount transferred is increased to take it
     * to zero.
     *
     * Weight: `O(1)`
     * Modes: Pre-existence of `dest`; Post-existence of `source`; Account pre-existence of
     * `dest`.
     */
    "force_transfer": Anonymize<I2i27f3sfmvc05>;
    /**
     * Disallow further unprivileged transfers of an asset `id` from an account `who`. `who`
     * must already exist as an entry in `Account`s of the asset. If you want to freeze an
     * account that does not have an entry, use `touch_other` first.
     *
     * Origin must be Signed and the sender should be the Freezer of the asset `id`.
     *
     * - `id`: The identifier of the asset to be frozen.
     * - `who`: The account to be frozen.
     *
     * Emits `Frozen`.
     *
     * Weight: `O(1)`
     */
    "freeze": Anonymize<I1nlrtd1epki2d>;
    /**
     * Allow unprivileged transfers to and from an account again.
     *
     * Origin must be Signed and the sender should be the Admin of the asset `id`.
     *
     * - `id`: The identifier of the asset to be frozen.
     * - `who`: The account to be unfrozen.
     *
     * Emits `Thawed`.
     *
     * Weight: `O(1)`
     */
    "thaw": Anonymize<I1nlrtd1epki2d>;
    /**
     * Disallow further unprivileged transfers for the asset class.
     *
     * Origin must be Signed and the sender should be the Freezer of the asset `id`.
     *
     * - `id`: The identifier of the asset to be frozen.
     *
     * Emits `Frozen`.
     *
     * Weight: `O(1)`
     */
    "freeze_asset": Anonymize<Ic5b47dj4coa3r>;
    /**
     * Allow unprivileged transfers for the asset again.
     *
     * Origin must be Signed and the sender should be the Admin of the asset `id`.
     *
     * - `id`: The identifier of the asset to be thawed.
     *
     * Emits `Thawed`.
     *
     * Weight: `O(1)`
     */
    "thaw_asset": Anonymize<Ic5b47dj4coa3r>;
    /**
     * Change the Owner of an asset.
     *
     * Origin must be Signed and the sender should be the Owner of the asset `id`.
     *
     * The asset (and metadata) deposit is moved from the current to the new owner. Fails
     * with [`Error::IncompleteDepositTransfer`] if a lock or freeze on the current owner
     * blocks the full transfer; clear it and retry.
     *
     * - `id`: The identifier of the asset.
     * - `owner`: The new Owner of this asset.
     *
     * Emits `OwnerChanged`.
     *
     * Weight: `O(1)`
     */
    "transfer_ownership": Anonymize<I3abtumcmempjs>;
    /**
     * Change the Issuer, Admin and Freezer of an asset.
     *
     * Origin must be Signed and the sender should be the Owner of the asset `id`.
     *
     * - `id`: The identifier of the asset to be frozen.
     * - `issuer`: The new Issuer of this asset.
     * - `admin`: The new Admin of this asset.
     * - `freezer`: The new Freezer of this asset.
     *
     * Emits `TeamChanged`.
     *
     * Weight: `O(1)`
     */
    "set_team": Anonymize<Id81m8flopt8ha>;
    /**
     * Set the metadata for an asset.
     *
     * Origin must be Signed and the sender should be the Owner of the asset `id`.
     *
     * Funds of sender are reserved according to the formula:
     * `MetadataDepositBase + MetadataDepositPerByte * (name.len + symbol.len)` taking into
     * account any already reserved funds.
     *
     * - `id`: The identifier of the asset to update.
     * - `name`: The user friendly name of this asset. Limited in length by `StringLimit`.
     * - `symbol`: The exchange symbol for this asset. Limited in length by `StringLimit`.
     * - `decimals`: The number of decimals this asset uses to represent one unit.
     *
     * Emits `MetadataSet`.
     *
     * Weight: `O(1)`
     */
    "set_metadata": Anonymize<I8hff7chabggkd>;
    /**
     * Clear the metadata for an asset.
     *
     * Origin must be Signed and the sender should be the Owner of the asset `id`.
     *
     * Any deposit is freed for the asset owner.
     *
     * - `id`: The identifier of the asset to clear.
     *
     * Emits `MetadataCleared`.
     *
     * Weight: `O(1)`
     */
    "clear_metadata": Anonymize<Ic5b47dj4coa3r>;
    /**
     * Force the metadata for an asset to some value.
     *
     * Origin must be ForceOrigin.
     *
     * Any deposit is left alone.
     *
     * - `id`: The identifier of the asset to update.
     * - `name`: The user friendly name of this asset. Limited in length by `StringLimit`.
     * - `symbol`: The exchange symbol for this asset. Limited in length by `StringLimit`.
     * - `decimals`: The number of decimals this asset uses to represent one unit.
     *
     * Emits `MetadataSet`.
     *
     * Weight: `O(N + S)` where N and S are the length of the name and symbol respectively.
     */
    "force_set_metadata": Anonymize<I49i39mtj1ivbs>;
    /**
     * Clear the metadata for an asset.
     *
     * Origin must be ForceOrigin.
     *
     * Any deposit is returned.
     *
     * - `id`: The identifier of the asset to clear.
     *
     * Emits `MetadataCleared`.
     *
     * Weight: `O(1)`
     */
    "force_clear_metadata": Anonymize<Ic5b47dj4coa3r>;
    /**
     * Alter the attributes of a given asset.
     *
     * Origin must be `ForceOrigin`.
     *
     * - `id`: The identifier of the asset.
     * - `owner`: The new Owner of this asset.
     * - `issuer`: The new Issuer of this asset.
     * - `admin`: The new Admin of this asset.
     * - `freezer`: The new Freezer of this asset.
     * - `min_balance`: The minimum balance of this new asset that any single account must
     * have. If an account's balance is reduced below this, then it collapses to zero.
     * - `is_sufficient`: Whether a non-zero balance of this asset is deposit of sufficient
     * value to account for the state bloat associated with its balance storage. If set to
     * `true`, then non-zero balances may be stored without a `consumer` reference (and thus
     * an ED in the Balances pallet or whatever else is used to control user-account state
     * growth).
     * - `is_frozen`: Whether this asset class is frozen except for permissioned/admin
     * instructions.
     *
     * Emits `AssetStatusChanged` with the identity of the asset.
     *
     * Weight: `O(1)`
     */
    "force_asset_status": Anonymize<Ifkr2kcak2vto1>;
    /**
     * Approve an amount of asset for transfer by a delegated third-party account.
     *
     * Origin must be Signed.
     *
     * Ensures that `ApprovalDeposit` worth of `Currency` is reserved from signing account
     * for the purpose of holding the approval. If some non-zero amount of assets is already
     * approved from signing account to `delegate`, then it is topped up or unreserved to
     * meet the right value.
     *
     * NOTE: The signing account does not need to own `amount` of assets at the point of
     * making this call.
     *
     * - `id`: The identifier of the asset.
     * - `delegate`: The account to delegate permission to transfer asset.
     * - `amount`: The amount of asset that may be transferred by `delegate`. If there is
     * already an approval in place, then this acts additively.
     *
     * Emits `ApprovedTransfer` on success.
     *
     * Weight: `O(1)`
     */
    "approve_transfer": Anonymize<I1ju6r8q0cs9jt>;
    /**
     * Cancel all of some asset approved for delegated transfer by a third-party account.
     *
     * Origin must be Signed and there must be an approval in place between signer and
     * `delegate`.
     *
     * Unreserves any deposit previously reserved by `approve_transfer` for the approval.
     *
     * - `id`: The identifier of the asset.
     * - `delegate`: The account delegated permission to transfer asset.
     *
     * Emits `ApprovalCancelled` on success.
     *
     * Weight: `O(1)`
     */
    "cancel_approval": Anonymize<I4kpeq6j7cd5bu>;
    /**
     * Cancel all of some asset approved for delegated transfer by a third-party account.
     *
     * Origin must be either ForceOrigin or Signed origin with the signer being the Admin
     * account of the asset `id`.
     *
     * Unreserves any deposit previously reserved by `approve_transfer` for the approval.
     *
     * - `id`: The identifier of the asset.
     * - `delegate`: The account delegated permission to transfer asset.
     *
     * Emits `ApprovalCancelled` on success.
     *
     * Weight: `O(1)`
     */
    "force_cancel_approval": Anonymize<I5na1ka76k6811>;
    /**
     * Transfer some asset balance from a previously delegated account to some third-party
     * account.
     *
     * Origin must be Signed and there must be an approval in place by the `owner` to the
     * signer.
     *
     * If the entire amount approved for transfer is transferred, then any deposit previously
     * reserved by `approve_transfer` is unreserved.
     *
     * - `id`: The identifier of the asset.
     * - `owner`: The account which previously approved for a transfer of at least `amount` and
     * from which the asset balance will be withdrawn.
     * - `destination`: The account to which the asset balance of `amount` will be transferred.
     * - `amount`: The amount of assets to transfer.
     *
     * Emits `TransferredApproved` on success.
     *
     * Weight: `O(1)`
     */
    "transfer_approved": Anonymize<I59mhdb9omdqfa>;
    /**
     * Create an asset account for non-provider assets.
     *
     * A deposit will be taken from the signer account.
     *
     * - `origin`: Must be Signed; the signer account must have sufficient funds for a deposit
     * to be taken.
     * - `id`: The identifier of the asset for the account to be created.
     *
     * Emits `Touched` event when successful.
     */
    "touch": Anonymize<Ic5b47dj4coa3r>;
    /**
     * Return the deposit (if any) of an asset account or a consumer reference (if any) of an
     * account.
     *
     * The origin must be Signed.
     *
     * - `id`: The identifier of the asset for which the caller would like the deposit
     * refunded.
     * - `allow_burn`: If `true` then assets may be destroyed in order to complete the refund.
     *
     * It will fail with either [`Error::ContainsHolds`] or [`Error::ContainsFreezes`] if
     * the asset account contains holds or freezes in place.
     *
     * Emits `Refunded` event when successful.
     */
    "refund": Anonymize<I9vl5kpk0fpakt>;
    /**
     * Sets the minimum balance of an asset.
     *
     * Only works if there aren't any accounts that are holding the asset or if
     * the new value of `min_balance` is less than the old one.
     *
     * Origin must be Signed and the sender has to be the Owner of the
     * asset `id`.
     *
     * - `id`: The identifier of the asset.
     * - `min_balance`: The new value of `min_balance`.
     *
     * Emits `AssetMinBalanceChanged` event when successful.
     */
    "set_min_balance": Anonymize<I717jt61hu19b4>;
    /**
     * Create an asset account for `who`.
     *
     * A deposit will be taken from the signer account.
     *
     * - `origin`: Must be Signed; the signer account must have sufficient funds for a deposit
     * to be taken.
     * - `id`: The identifier of the asset for the account to be created, the asset status must
     * be live.
     * - `who`: The account to be created.
     *
     * Emits `Touched` event when successful.
     */
    "touch_other": Anonymize<I1nlrtd1epki2d>;
    /**
     * Return the deposit (if any) of a target asset account. Useful if you are the depositor.
     *
     * The origin must be Signed and either the account owner, depositor, or asset `Admin`. In
     * order to burn a non-zero balance of the asset, the caller must be the account and should
     * use `refund`.
     *
     * - `id`: The identifier of the asset for the account holding a deposit.
     * - `who`: The account to refund.
     *
     * It will fail with either [`Error::ContainsHolds`] or [`Error::ContainsFreezes`] if
     * the asset account contains holds or freezes in place.
     *
     * Emits `Refunded` event when successful.
     */
    "refund_other": Anonymize<I1nlrtd1epki2d>;
    /**
     * Disallow further unprivileged transfers of an asset `id` to and from an account `who`.
     *
     * Origin must be Signed and the sender should be the Freezer of the asset `id`.
     *
     * - `id`: The identifier of the account's asset.
     * - `who`: The account to be unblocked.
     *
     * Emits `Blocked`.
     *
     * Weight: `O(1)`
     */
    "block": Anonymize<I1nlrtd1epki2d>;
    /**
     * Transfer the entire transferable balance from the caller asset account.
     *
     * NOTE: This function only attempts to transfer _transferable_ balances. This means that
     * any held, frozen, or minimum balance (when `keep_alive` is `true`), will not be
     * transferred by this function. To ensure that this function results in a killed account,
     * you might need to prepare the account by removing any reference counters, storage
     * deposits, etc...
     *
     * The dispatch origin of this call must be Signed.
     *
     * - `id`: The identifier of the asset for the account holding a deposit.
     * - `dest`: The recipient of the transfer.
     * - `keep_alive`: A boolean to determine if the `transfer_all` operation should send all
     * of the funds the asset account has, causing the sender asset account to be killed
     * (false), or transfer everything except at least the minimum balance, which will
     * guarantee to keep the sender asset account alive (true).
     */
    "transfer_all": Anonymize<I7f7v8192r1lmq>;
    /**
     * Sets the trusted reserve information of an asset.
     *
     * Origin must be the Owner of the asset `id`. The origin must conform to the configured
     * `CreateOrigin` or be the signed `owner` configured during asset creation.
     *
     * - `id`: The identifier of the asset.
     * - `reserves`: The full list of trusted reserves information.
     *
     * Emits `AssetMinBalanceChanged` event when successful.
     */
    "set_reserves": Anonymize<Idjrs24gh0qv5l>;
}>;
export type Ic357tcepuvo5c = {
    "id": number;
    "admin": MultiAddress;
    "min_balance": bigint;
};
export type I2rnoam876ruhj = {
    "id": number;
    "owner": MultiAddress;
    "is_sufficient": boolean;
    "min_balance": bigint;
};
export type Ic5b47dj4coa3r = {
    "id": number;
};
export type Ib3qnc19gu633c = {
    "id": number;
    "beneficiary": MultiAddress;
    "amount": bigint;
};
export type Ifira6u9hi7cu1 = {
    "id": number;
    "who": MultiAddress;
    "amount": bigint;
};
export type I72tqocvdoqfff = {
    "id": number;
    "target": MultiAddress;
    "amount": bigint;
};
export type I2i27f3sfmvc05 = {
    "id": number;
    "source": MultiAddress;
    "dest": MultiAddress;
    "amount": bigint;
};
export type I1nlrtd1epki2d = {
    "id": number;
    "who": MultiAddress;
};
export type I3abtumcmempjs = {
    "id": number;
    "owner": MultiAddress;
};
export type Id81m8flopt8ha = {
    "id": number;
    "issuer": MultiAddress;
    "admin": MultiAddress;
    "freezer": MultiAddress;
};
export type I8hff7chabggkd = {
    "id": number;
    "name": Uint8Array;
    "symbol": Uint8Array;
    "decimals": number;
};
export type I49i39mtj1ivbs = {
    "id": number;
    "name": Uint8Array;
    "symbol": Uint8Array;
    "decimals": number;
    "is_frozen": boolean;
};
export type Ifkr2kcak2vto1 = {
    "id": number;
    "owner": MultiAddress;
    "issuer": MultiAddress;
    "admin": MultiAddress;
    "freezer": MultiAddress;
    "min_balance": bigint;
    "is_sufficient": boolean;
    "is_frozen": boolean;
};
export type I1ju6r8q0cs9jt = {
    "id": number;
    "delegate": MultiAddress;
    "amount": bigint;
};
export type I4kpeq6j7cd5bu = {
    "id": number;
    "delegate": MultiAddress;
};
export type I5na1ka76k6811 = {
    "id": number;
    "owner": MultiAddress;
    "delegate": MultiAddress;
};
export type I59mhdb9omdqfa = {
    "id": number;
    "owner": MultiAddress;
    "destination": MultiAddress;
    "amount": bigint;
};
export type I9vl5kpk0fpakt = {
    "id": number;
    "allow_burn": boolean;
};
export type I717jt61hu19b4 = {
    "id": number;
    "min_balance": bigint;
};
export type I7f7v8192r1lmq = {
    "id": number;
    "dest": MultiAddress;
    "keep_alive": boolean;
};
export type Idjrs24gh0qv5l = {
    "id": number;
    "reserves": Anonymize<I35l6p7kq19mr0>;
};
export type I1fkgutt3t13dj = AnonymousEnum<{
    /**
     * Opens a channel with `counterparty` and pays `amount` into the caller's ledger balance.
     *
     * ## Dispatch Origin
     * Signed, by the opener, who pays the storage deposit and the amount.
     *
     * ## Cost
     * O(1): one transfer, four items written; the first channel in an asset adds the loan of
     * its minimum balance to the same transfer.
     */
    "open": Anonymize<Ie0cu4ulmqepgb>;
    /**
     * Proposes a channel that both fund: pays `amount` in and asks `counterparty` to pay
     * `requested` in before `deadline_ms`.
     *
     * ## Dispatch Origin
     * Signed, by the opener, who pays the storage deposit and the amount. Both come back if
     * the proposal is declined, withdrawn or expires.
     *
     * ## Cost
     * As [`Call::open`], and a push on the timetable.
     */
    "propose": Anonymize<I7n4fn7n7q9643>;
    /**
     * Accepts a proposal: pays what was requested into the caller's ledger balance.
     *
     * ## Dispatch Origin
     * Signed, by the counterparty, while `now < deadline_ms`.
     *
     * ## Cost
     * O(1): one transfer, two items written.
     */
    "accept": Anonymize<I51rnbjgaj0tka>;
    /**
     * Declines a proposal: the opener gets its money and deposit back.
     *
     * ## Dispatch Origin
     * Signed, by the counterparty.
     *
     * ## Cost
     * O(1): one transfer, four items removed.
     */
    "decline": Anonymize<I51rnbjgaj0tka>;
    /**
     * Withdraws a proposal: the opener gets its money and deposit back.
     *
     * ## Dispatch Origin
     * Signed, by the opener.
     *
     * ## Cost
     * As [`Call::decline`].
     */
    "withdraw_proposal": Anonymize<I51rnbjgaj0tka>;
    /**
     * Pays `amount` from the caller's account into its ledger balance.
     *
     * ## Dispatch Origin
     * Signed, by a party.
     *
     * ## Cost
     * O(1): one transfer, two items written.
     */
    "deposit": Anonymize<Id7pt79359o08>;
    /**
     * Takes `amount` of the caller's free ledger balance out to its account. Works as long
     * as there is a channel, also while it is closing or resolving.
     *
     * ## Dispatch Origin
     * Signed, by a party.
     *
     * ## Cost
     * O(1): one transfer, two items written.
     */
    "withdraw": Anonymize<Id7pt79359o08>;
    /**
     * Pays `amount` of the caller's free ledger balance to the other party, at once.
     *
     * ## Dispatch Origin
     * Signed, by a party.
     *
     * ## Cost
     * One read and one write: the channel. No transfer.
     */
    "pay": Anonymize<Id7pt79359o08>;
    /**
     * Sets the terms on which the caller forwards other people's payments over its side of the
     * channel; `None` withdraws the consent to forward.
     *
     * ## Dispatch Origin
     * Signed, by a party.
     *
     * ## Cost
     * One read and one write: the channel.
     */
    "set_policy": Anonymize<Ieq8iesb343hrp>;
    /**
     * Commits `amount` of the caller's free ledger balance to off-chain payments. From then on
     * only signed states divide it.
     *
     * ## Dispatch Origin
     * Signed, by a party.
     *
     * ## Cost
     * One read and one write: the channel. No transfer.
     */
    "commit": Anonymize<Id7pt79359o08>;
    /**
     * Commits `amount` straight from the caller's account. No signature of the other party is
     * needed, and every state signed so far stays good.
     *
     * ## Dispatch Origin
     * Signed, by a party.
     *
     * ## Cost
     * O(1): one transfer, two items written.
     */
    "top_up": Anonymize<Id7pt79359o08>;
    /**
     * Takes what both parties signed for out of the committed balance into their ledger
     * balances, while the channel stays open. States up to its version count no more.
     *
     * ## Dispatch Origin
     * Signed, by anyone, while `now < valid_until_ms`: the [consent](Call::approve) of both
     * parties is the authority.
     *
     * ## Cost
     * Two signatures, or a read for each that is missing; one read and one write of the channel.
     * No transfer.
     */
    "withdraw_committed": Anonymize<I5m918qm6qrngg>;
    /**
     * Closes the channel at once, as both parties signed, and pays both. Works also while the
     * channel is closing, with a version above that of the state presented last: it ends the
     * dispute without a penalty, but for the reward that a presenter surely has by that state.
     *
     * ## Dispatch Origin
     * Signed, by anyone, while `now < valid_until_ms`: the [consent](Call::approve) of both
     * parties is the authority.
     *
     * ## Cost
     * Two signatures, or a read for each that is missing; at most one transfer for each party
     * and the challenger; five items removed.
     */
    "close": Anonymize<I2klovji1el1nu>;
    /**
     * Closes the channel without the other party: with the latest signed state, or, where none
     * was ever signed (since the last co-signed withdrawal), with none. Then the challenge
     * period runs, after which the channel settles by itself. A channel that has nothing
     * committed settles at once.
     *
     * Who would have had more by this state, or by one presented after it, than by the one that
     * counts in the end pays for that, and loses [`Config::ClosingDeposit`]. A party that lost
     * its states calls [`Call::close_after_loss`]. With HTLCs it is operational, as
     * [`Call::challenge`].
     *
     * ## Dispatch Origin
     * Signed, by a party. Its own signature may be missing.
     *
     * ## Cost
     * Two signatures, or a read for each that is missing; a read for each HTLC; two items written, a
     * deposit held, a push on the timetable. The weight has what the hook does for it later, too: looking twice, at the
     * largest state.
     */
    "force_close": Anonymize<I35o0ma8pjg355>;
    /**
     * Presents a later state of a closing channel. An operational call: it finds room in a
     * block that others have filled, for normal fees. Where the runtime checks what is
     * [urgent](bloc_primitives::urgent), one that would be refused is not even included.
     *
     * ## Dispatch Origin
     * Signed, by anyone: the [consent](Call::approve) of both parties is the authority. Who is
     * no party and presents the state by which the channel settles gets
     * [`Config::ChallengerShare`] of the penalties.
     *
     * ## Cost
     * Two signatures, or a read for each that is missing; a read for each HTLC that is new; one
     * item written.
     */
    "challenge": Anonymize<I30vvladphck0c>;
    /**
     * Settles a closing channel after its challenge period, or pays out what has been decided
     * in a resolving one. The hook does the same by itself when the challenge period and when
     * the last deadline is over; who wants an HTLC's amount before that calls this.
     *
     * ## Dispatch Origin
     * Signed, by anyone.
     *
     * ## Cost
     * A read for each HTLC; at most one transfer for each party and the challenger, and one of
     * the closing deposit. The weight of HTLCs that there are not is given back.
     */
    "settle": Anonymize<I51rnbjgaj0tka>;
    /**
     * Makes a preimage public. It counts for every HTLC with its hash and a deadline after
     * now.
     *
     * ## Dispatch Origin
     * Signed, by anyone, who pays a deposit that comes back when the preimage is forgotten.
     *
     * ## Cost
     * One hash; one item written, a push on the timetable, a deposit held.
     */
    "reveal_preimage": Anonymize<Icmtdm6ihs859m>;
    /**
     * Forgets a preimage that has been kept for long enough and returns its deposit. The hook
     * does the same by itself.
     *
     * ## Dispatch Origin
     * Signed, by anyone.
     *
     * ## Cost
     * One item removed, a deposit released.
     */
    "forget_preimage": Anonymize<I93b73p0pvi9q6>;
    /**
     * Takes the caller's credit in `asset`, a payout that was refused earlier, out to `to`.
     *
     * ## Dispatch Origin
     * Signed, by the owner of the credit.
     *
     * ## Cost
     * O(1): one transfer, one item removed.
     */
    "claim_credit": Anonymize<I488o0jk6j2kuj>;
    /**
     * Makes a preimage public for which an HTLC of this channel waits, whose dispute is under
     * way or which is resolving. The same as [`Call::reveal_preimage`], but an operational call,
     * as [`Call::challenge`]: whether the HTLC is won is decided by when it gets into a block.
     *
     * ## Dispatch Origin
     * Signed, by anyone, who pays a deposit that comes back when the preimage is forgotten.
     *
     * ## Cost
     * As [`Call::reveal_preimage`], and a read.
     */
    "reveal_for": Anonymize<I2een4981854in>;
    /**
     * Closes the channel of a party that has lost its states, which says itself what is its
     * own: `claim`, from nothing to all that it has committed since the base. Twice the
     * channel's challenge period runs, but at most [`Config::MaxChallengePeriodMs`], in which
     * anyone can present a state with [`Call::challenge`].
     *
     * If nobody does, the closer gets what it claimed and the other party the rest. It gets
     * more than that only if the other party presents a state that says so. A claim of no more
     * than what is due to it costs nothing; one above that costs as with any other close.
     *
     * ## Dispatch Origin
     * Signed, by a party.
     *
     * ## Cost
     * As [`Call::force_close`] without a state.
     */
    "close_after_loss": Anonymize<I39mju70vrks5c>;
    /**
     * Consents to `message` on chain, as if the caller had signed it: for a party that has no
     * key, as a multisig, a pure proxy or a treasury, and whose signature may be missing then,
     * whoever presents the message. (Where it presents it itself, that is consent enough.)
     *
     * It cannot be taken back, since the other party may rely on it. It counts until the message
     * cannot be carried out any more; then [`Call::forget_approval`] returns the deposit.
     *
     * ## Dispatch Origin
     * Signed, by a party, which pays a deposit for each approval.
     *
     * ## Cost
     * One hash; a read of the channel, and of the dispute if there is one; one item written, a
     * deposit held.
     */
    "approve": Anonymize<I6vftsis7ejrpf>;
    /**
     * Forgets an approval that counts no more, and returns its deposit to whoever approved: the
     * channel is gone or settled, its base is another by now, a state of as high a version was
     * presented in a dispute, or the time is over in which what was approved could be carried out.
     *
     * ## Dispatch Origin
     * Signed, by anyone.
     *
     * ## Cost
     * A read of the channel, and of the dispute if there is one; one item removed, a deposit
     * released.
     */
    "forget_approval": Anonymize<Ider8v18rlm6mi>;
    /**
     * Sets where the caller's money goes when the channel ends, together or alone: its balances,
     * what it gets of the other's penalty, and what HTLCs and locks bring it then. `None` is its own
     * account, as at first. What it [withdraws](Call::withdraw), and what comes back of a
     * proposal, goes to its own account in any case.
     *
     * A payout that is refused there becomes a credit of the party, which can have it paid to any
     * account.
     *
     * ## Dispatch Origin
     * Signed, by a party, as long as there is a channel.
     *
     * ## Cost
     * One read and one write: the channel.
     */
    "set_payout": Anonymize<I3vleicq9gq6t0>;
    /**
     * Requests that `amount` of what the caller has committed become its ledger balance, without
     * the other party. `state` is the newest state that the caller holds complete, by which it has
     * as much for sure; it is none where none was signed on this base, or none
     * since one was shown with another request.
     *
     * For the channel's challenge period anybody can [contest](Call::contest_withdrawal) that by a
     * later state in which the caller has less. Then what is requested is done by itself, or by
     * [`Call::finish_withdrawal`]. Meanwhile neither party signs a state that leaves the caller
     * less than `amount`: all others stay good, whatever comes of it. Beside the amount it keeps
     * [`Config::WithdrawalReserve`] of all that is committed: the rest comes out by closing.
     *
     * Nobody takes it back. Both together end it, by closing or by a new base. If a party closes
     * alone meanwhile, it is judged by the state that counts: if that is a later one, in which the
     * caller has less than the amount and the reserve, the caller answers for the state that it has
     * shown as for one that it had presented.
     *
     * From now on nothing older than `state` counts for either party: a close without a state goes
     * by it, and so does a request without one.
     *
     * ## Dispatch Origin
     * Signed, by a party of an open channel that is not bound there, which puts
     * [`Config::ClosingDeposit`] down. One request of a party at a time.
     *
     * ## Cost
     * Two signatures, or a read for each that is missing; one item written, a deposit held, a
     * push on the timetable. The weight has what the hook does for it later, too, and what the
     * place among urgent calls is worth that contesting it takes.
     */
    "request_withdrawal": Anonymize<Ifu5ps2iaaa34b>;
    /**
     * Contests what this `side` has requested to withdraw, by a state of a later version than the
     * requester has shown, in which it has less than that and the reserve for sure. That is as if the
     * requester closed with the state that it has shown, with what it has put down as its closing
     * deposit, and the caller [challenged](Call::challenge) that at once. The deposit goes to whoever
     * presented the state that counts in the end, if the requester has claimed too much by that. An
     * operational call, as [`Call::challenge`].
     *
     * ## Dispatch Origin
     * Signed, by anyone: the [consent](Call::approve) of both parties to the state is the
     * authority.
     *
     * ## Cost
     * Two signatures, or a read for each that is missing; a read for each HTLC of both states; two
     * items written, and a push on the timetable. What the hook does later the requester has paid.
     */
    "contest_withdrawal": Anonymize<Iedgbkcksfju1m>;
    /**
     * Does what this `side` has requested and nobody has contested for the channel's challenge
     * period. The hook does the same by itself.
     *
     * ## Dispatch Origin
     * Signed, by anyone.
     *
     * ## Cost
     * One read and one write of the channel; a deposit released. No transfer.
     */
    "finish_withdrawal": Anonymize<I4hi9dkvj0pb79>;
}>;
export type Ie0cu4ulmqepgb = {
    "counterparty": SS58String;
    "asset": Anonymize<Ikjpbtmstl9nm>;
    "amount": bigint;
    "challenge_period_ms": bigint;
};
export type I7n4fn7n7q9643 = {
    "counterparty": SS58String;
    "asset": Anonymize<Ikjpbtmstl9nm>;
    "amount": bigint;
    "requested": bigint;
    "challenge_period_ms": bigint;
    "deadline_ms": bigint;
};
export type Ieq8iesb343hrp = {
    "channel": bigint;
    "policy"?: Anonymize<Ib96vgahhrk3c0>;
};
export type I5m918qm6qrngg = {
    "channel": bigint;
    "withdrawal": {
        "body": Anonymize<I3bj7d7m6vf5m6>;
        "signatures": Anonymize<I1e3fuvrhhulsf>;
    };
};
export type I1e3fuvrhhulsf = {
    "opener"?: (Anonymize<I3fo6882e5tjh8>) | undefined;
    "counterparty"?: (Anonymize<I3fo6882e5tjh8>) | undefined;
};
export type I3fo6882e5tjh8 = AnonymousEnum<{
    "Ed25519": SizedHex<64>;
    "Sr25519": SizedHex<64>;
    "Ecdsa": SizedHex<65>;
    "Eth": SizedHex<65>;
}>;
export type I2klovji1el1nu = {
    "channel": bigint;
    "close": {
        "body": Anonymize<I90gkev49i0hg0>;
        "signatures": Anonymize<I1e3fuvrhhulsf>;
    };
};
export type I35o0ma8pjg355 = {
    "channel": bigint;
    "state"?: Anonymize<Ick1fc8tqpc34o>;
};
export type Ick1fc8tqpc34o = (Anonymize<Ia14d50vmf9o3l>) | undefined;
export type Ia14d50vmf9o3l = {
    "body": Anonymize<Iffnm01q1qku1r>;
    "signatures": Anonymize<I1e3fuvrhhulsf>;
};
export type I30vvladphck0c = {
    "channel": bigint;
    "state": Anonymize<Ia14d50vmf9o3l>;
};
export type Icmtdm6ihs859m = {
    "preimage": SizedHex<32>;
};
export type I488o0jk6j2kuj = {
    "asset": Anonymize<Ikjpbtmstl9nm>;
    "to": SS58String;
};
export type I2een4981854in = {
    "channel": bigint;
    "preimage": SizedHex<32>;
};
export type I39mju70vrks5c = {
    "channel": bigint;
    "claim": bigint;
};
export type I6vftsis7ejrpf = {
    "channel": bigint;
    "message": Anonymize<I6ub402tlmidd4>;
};
export type I3vleicq9gq6t0 = {
    "channel": bigint;
    "to"?: Anonymize<Ihfphjolmsqq1>;
};
export type Ifu5ps2iaaa34b = {
    "channel": bigint;
    "amount": bigint;
    "state"?: Anonymize<Ick1fc8tqpc34o>;
};
export type Iedgbkcksfju1m = {
    "channel": bigint;
    "side": Anonymize<I9puehsks12p4e>;
    "state": Anonymize<Ia14d50vmf9o3l>;
};
export type Ifbuk8gt7d53g9 = AnonymousEnum<{
    /**
     * Registers an invoice on chain. Each invoice is paid once.
     *
     * ## Dispatch Origin
     * Signed, by the payee, who pays the storage deposit until the invoice is cancelled or its
     * deadline comes.
     *
     * ## Cost
     * O(1): three items written, a push on the timetable, a deposit held.
     */
    "register_invoice": Anonymize<Idu3u4qcgbitev>;
    /**
     * Cancels an invoice. A complete payment that waits for it, of `size` at the most, is
     * released.
     *
     * ## Dispatch Origin
     * Signed, by the payee, while the invoice is not paid, nor a payment of it decided by its
     * preimage.
     *
     * ## Cost
     * Two items removed, a deposit released; and as [`Call::cancel`] if a payment waits.
     */
    "cancel_invoice": Anonymize<Ife5j9380e2ukg>;
    /**
     * Removes an invoice whose deadline has come, and returns its deposit. The hook does the
     * same by itself.
     *
     * ## Dispatch Origin
     * Signed, by anyone.
     *
     * ## Cost
     * Two items removed, a deposit released.
     */
    "expire_invoice": Anonymize<I7grlrcdqouapq>;
    /**
     * Opens a payment of an invoice: locks the amounts of `routes`, one part for each. Once
     * the parts bring `total`, the payment is complete, and the preimage of its hash opens it.
     *
     * ## Dispatch Origin
     * Signed, by the payer, who pays the storage deposit until the payment ends.
     *
     * ## Details
     * Each route says what goes over each channel. Each party in between has to keep what its
     * policies ask for, and `max_fee` is the most that they keep of all parts together, those
     * that are added later included. Of what is not paid they keep instead what their policies
     * ask for having waited, for as long as it was locked: that, too, is at most `max_fee`.
     * `total` is what the invoice asks for, or up to twice that. If the invoice does not allow
     * parts, there has to be one that brings all.
     *
     * A payment whose preimage is not revealed before `deadline_ms` is released: no later than
     * the invoice's deadline, and at least [`Config::MinClaimMs`] and at most
     * [`Config::MaxHoldMs`] ahead. So is one that is not complete after
     * [`Config::MaxGatherMs`], or when no more than [`Config::MinClaimMs`] is left until then.
     *
     * ## Cost
     * One read and one write of each channel, one item for each part; beside that O(1): at
     * most five items written, a push on the timetable, a deposit held. A signature for a
     * signed invoice.
     */
    "pay": Anonymize<I7dbrh24aahvo2>;
    /**
     * Adds parts to a payment that is not complete.
     *
     * ## Dispatch Origin
     * Signed, by the payer.
     *
     * ## Cost
     * One read and one write of each channel, one item for each part; beside that O(1).
     */
    "add_parts": Anonymize<Iet36bknn19p7p>;
    /**
     * Releases a part of an incomplete payment, of at most so many `hops`.
     *
     * ## Dispatch Origin
     * Signed, by the payer.
     *
     * ## Cost
     * One read and one write of each channel of the part; beside that O(1).
     */
    "drop_part": Anonymize<I8c74qdmdt2iq9>;
    /**
     * Releases a part of an incomplete payment, of at most so many `hops`, and adds others in
     * its place.
     *
     * ## Dispatch Origin
     * Signed, by the payer.
     *
     * ## Cost
     * As [`Call::drop_part`] and [`Call::add_parts`] together.
     */
    "replace_part": Anonymize<Ieb1kqo31k6vmi>;
    /**
     * Reveals the preimage of a complete payment, and settles every part in every channel: the
     * payee and all in between are paid. An operational call: it finds room in a block that
     * others have filled, for normal fees. Where the runtime checks what is
     * [urgent](bloc_primitives::urgent), one that would be refused is not even included.
     *
     * ## Dispatch Origin
     * Signed, by anyone who knows the preimage, before the deadline; but not by the payee of a
     * payment that is bound. Whoever it is pays the storage deposit of the preimage's place in
     * the registry, and the payee is paid.
     *
     * ## Cost
     * One read and one write of each channel, one item removed for each part; what the
     * registry takes, and whoever it tells; beside that O(1). Declared for a payment of
     * `size`, which is in [`Event::PaymentCompleted`]; what is not used is given back.
     */
    "claim": Anonymize<I3qucb2g55done>;
    /**
     * Ends a payment without paying: every part is released in every channel.
     *
     * ## Dispatch Origin
     * Signed: by the payee until the preimage is public, unless it has bound itself; by the
     * payer while the payment is not complete.
     *
     * ## Cost
     * One read and one write of each channel, one item removed for each part; beside that
     * O(1). Declared for a payment of `size`; what is not used is given back.
     */
    "cancel": Anonymize<I3dq3bdiuu385t>;
    /**
     * Settles a payment whose preimage was revealed in time, or releases one whose time is
     * over. The hook does the same by itself.
     *
     * ## Dispatch Origin
     * Signed, by anyone.
     *
     * ## Cost
     * As [`Call::claim`] or [`Call::cancel`].
     */
    "settle": Anonymize<I3dq3bdiuu385t>;
    /**
     * Pays an invoice at once, over all `routes`, without a preimage: if its payee has agreed
     * to that. Nothing waits, and nothing is locked.
     *
     * ## Dispatch Origin
     * Signed, by the payer. If the invoice is one that was signed off chain, the payer pays
     * the storage deposit of what remembers until its deadline that it is paid.
     *
     * ## Details
     * The routes bring `total`, to the unit. All else is as in [`Call::pay`]. A signed invoice
     * is refused while another one of its payee's with the same hash is registered.
     *
     * ## Cost
     * One read and one write of each channel, and of the invoice.
     */
    "pay_instant": Anonymize<I8gn7oadsqglt6>;
}>;
export type Ife5j9380e2ukg = {
    "payment_hash": SizedHex<32>;
    "size": Anonymize<I4h8mlvcrcnlq3>;
};
export type I7grlrcdqouapq = {
    "payee": SS58String;
    "payment_hash": SizedHex<32>;
};
export type I7dbrh24aahvo2 = {
    "invoice": Anonymize<I2jsksrgdevv00>;
    "total": bigint;
    "routes": Anonymize<Ifsbi4blj05oqo>;
    "max_fee": bigint;
    "deadline_ms": bigint;
};
export type I2jsksrgdevv00 = AnonymousEnum<{
    "Registered": {
        "payee": SS58String;
        "payment_hash": SizedHex<32>;
        "payment_secret": SizedHex<32>;
    };
    "Signed": {
        "invoice": Anonymize<I1615ip27ge4a4>;
        "signature": Anonymize<I3fo6882e5tjh8>;
    };
}>;
export type Iet36bknn19p7p = {
    "payment": bigint;
    "routes": Anonymize<Ifsbi4blj05oqo>;
};
export type I8c74qdmdt2iq9 = {
    "payment": bigint;
    "part": number;
    "hops": number;
};
export type Ieb1kqo31k6vmi = {
    "payment": bigint;
    "part": number;
    "hops": number;
    "routes": Anonymize<Ifsbi4blj05oqo>;
};
export type I3qucb2g55done = {
    "payment": bigint;
    "preimage": SizedHex<32>;
    "size": Anonymize<I4h8mlvcrcnlq3>;
};
export type I3dq3bdiuu385t = {
    "payment": bigint;
    "size": Anonymize<I4h8mlvcrcnlq3>;
};
export type I8gn7oadsqglt6 = {
    "invoice": Anonymize<I2jsksrgdevv00>;
    "total": bigint;
    "routes": Anonymize<Ifsbi4blj05oqo>;
    "max_fee": bigint;
};
export type Icg9ld1b13fkmo = AnonymousEnum<{
    /**
     * Sets how the caller's channels in an asset are to be kept in balance; `None` removes the
     * policy. An automatic one begins with a look: a run is due at once, or an interval after
     * the last run or look. What is spent of the present period stays spent. Channels that are
     * opened from then on are tracked; those that the caller has already it names in
     * [`Call::track`].
     *
     * ## Dispatch Origin
     * Signed, by the account, who pays the storage deposit.
     *
     * ## Cost
     * O(1): one item written, a deposit held or released, a push on the timetable.
     */
    "set_policy": Anonymize<I65omdgc1521ia>;
    /**
     * Sets how one of the caller's channels is to be treated; `None` has it treated as the
     * others. From then on it is tracked if, and only if, that leaves it to automatic runs;
     * what is out of balance then is noted.
     *
     * ## Dispatch Origin
     * Signed, by a party of the open channel that has a policy in its asset, and pays the
     * storage deposit.
     *
     * ## Cost
     * O(1): the channel and two items read and written, a deposit held or released, and if
     * there is news a push on the timetable.
     */
    "set_channel_policy": Anonymize<Ifo16j2oedni2n>;
    /**
     * Moves the caller's money in cycles, out over one of its channels and back over another:
     * all of it or nothing.
     *
     * ## Dispatch Origin
     * Signed, by the account. It needs no policy; without one the usual band counts, 20 to 80
     * hundredths round a half.
     *
     * ## Details
     * Each hop names what goes over which channel. Every forwarder's policy has to admit what
     * leaves it and leave it its fee or more; all fees together are at most `max_fee` and the
     * fee limit of the caller's policy. Of the caller's channels none may come out of its
     * thresholds or farther out, and together they have to be better for it: first counts how
     * far outside of their thresholds they lie, then how far from their targets. The budget is
     * for automatic runs and does not count here.
     *
     * ## Cost
     * A read and a write for each channel, one read for the policy, and one for each of the
     * caller's channels if any has a policy of its own. No transfer.
     */
    "rebalance": Anonymize<I3ep31ud4s624m>;
    /**
     * The same by a worker, when an automatic run of `account` is due: within what is left of
     * the period's budget, which is charged before anything moves. If it cannot be done,
     * nothing moves, an event says why, and the next run is due later and later.
     *
     * ## Dispatch Origin
     * Signed, by the account or its operator.
     *
     * ## Cost
     * As [`Call::rebalance`], the policy written, a push on the timetable.
     */
    "run": Anonymize<Ialbn4mfr98be3>;
    /**
     * Reports why there is no run of `account` though one is due. Nobody checks it: it is about
     * the account's own channels, and decides only when a worker looks again.
     *
     * ## Dispatch Origin
     * Signed, by the account or its operator.
     *
     * ## Cost
     * One item read and written, a push on the timetable.
     */
    "report": Anonymize<Iaj4fnfbp5cpbc>;
    /**
     * Proposes that `amount` goes round over these channels without any fee, from the caller
     * back to the caller. The caller accepts by this.
     *
     * ## Dispatch Origin
     * Signed, by the one who pays over the first channel, and pays the storage deposit.
     *
     * ## Cost
     * O(hops): each channel read, two items written, a deposit held, a push on the timetable.
     */
    "propose": Anonymize<Idcn1nssr45dcl>;
    /**
     * Accepts a proposed cycle. With the last to accept it is executed, or that one's call is
     * refused and can be made again.
     *
     * ## Dispatch Origin
     * Signed, by the owner of one of its channels, while `now < deadline_ms`.
     *
     * ## Cost
     * One item read and written. With the last: a read and a write for each channel, and the
     * deposit released; what that takes is given back by the others.
     */
    "accept": Anonymize<Ibmifqrssunvco>;
    /**
     * Ends a proposed cycle. Who has accepted already, or proposed it, can do so, too, as long
     * as it is not executed.
     *
     * ## Dispatch Origin
     * Signed, by the owner of one of its channels.
     *
     * ## Cost
     * One item removed, a deposit released.
     */
    "decline": Anonymize<Ibmifqrssunvco>;
    /**
     * Tracks the caller's channels, or no longer: only what happens in a tracked one is noted.
     * What is out of balance in them already is noted, too.
     *
     * ## Dispatch Origin
     * Signed, by a party of each. To be tracked, they have to be in one asset, in which the
     * caller has an automatic policy that no policy for the single channel takes back.
     *
     * ## Details
     * New channels need no such call. The other party bears a part of the cost of a tracked
     * channel: each change of its ledger reads one item more. `subscribed` in the channel
     * itself says what is so.
     *
     * ## Cost
     * O(channels): each channel read and written, and its policy read if any has one; the
     * policy read, and if there is news written, with a push on the timetable.
     */
    "track": Anonymize<I4ge19krbn57kh>;
    /**
     * Names who may call [`Call::run`] and [`Call::report`] for the caller's channels in an
     * asset, and nothing else; `None`: nobody. So the caller's own key need not be on any
     * node.
     *
     * ## Dispatch Origin
     * Signed, by an account with a policy in the asset.
     *
     * ## Cost
     * O(1): one item read and written, and another removed if the operator before acted.
     */
    "set_operator": Anonymize<Ifp8qr3gvr0662>;
    /**
     * Has the caller's worker act for an account that named the caller, or no longer. Without
     * this it does not: it pays its transactions itself, and whom others name is for them to
     * choose.
     *
     * ## Dispatch Origin
     * Signed, by the account's operator.
     *
     * ## Cost
     * O(1): one item read and one written.
     */
    "operate": Anonymize<I7rsk22bdkn03d>;
}>;
export type I65omdgc1521ia = {
    "asset": Anonymize<Ikjpbtmstl9nm>;
    "policy"?: Anonymize<Iaqsqvd66e8h1e>;
};
export type Ifo16j2oedni2n = {
    "channel": bigint;
    "policy"?: Anonymize<I8osi899gkuca8>;
};
export type I3ep31ud4s624m = {
    "asset": Anonymize<Ikjpbtmstl9nm>;
    "cycles": Anonymize<Ifsbi4blj05oqo>;
    "max_fee": bigint;
};
export type Ialbn4mfr98be3 = {
    "account": SS58String;
    "asset": Anonymize<Ikjpbtmstl9nm>;
    "cycles": Anonymize<Ifsbi4blj05oqo>;
};
export type Iaj4fnfbp5cpbc = {
    "account": SS58String;
    "asset": Anonymize<Ikjpbtmstl9nm>;
    "report": Anonymize<I610b184qekt73>;
};
export type I610b184qekt73 = AnonymousEnum<{
    "Balanced": undefined;
    "NoPlan": undefined;
    "ExceedsFeeBudget": undefined;
    "TooLarge": undefined;
    "GaveUp": undefined;
}>;
export type Idcn1nssr45dcl = {
    "asset": Anonymize<Ikjpbtmstl9nm>;
    "channels": Anonymize<Iafqnechp3omqg>;
    "amount": bigint;
    "deadline_ms": bigint;
};
export type Ibmifqrssunvco = {
    "proposal": bigint;
};
export type I4ge19krbn57kh = {
    "channels": Anonymize<Iafqnechp3omqg>;
    "on": boolean;
};
export type Ifp8qr3gvr0662 = {
    "asset": Anonymize<Ikjpbtmstl9nm>;
    "operator"?: Anonymize<Ihfphjolmsqq1>;
};
export type I7rsk22bdkn03d = {
    "account": SS58String;
    "asset": Anonymize<Ikjpbtmstl9nm>;
    "on": boolean;
};
export type I5usocogt297cp = AnonymousEnum<{
    /**
     * Registers the caller as a provider in an asset, with its bond and terms.
     *
     * ## Dispatch Origin
     * Signed, by the provider, who pays the storage deposit until it leaves.
     *
     * ## Cost
     * O(1): three items written and a deposit held; a pot and a transfer.
     */
    "register": Anonymize<I79v3ccvn92ubc>;
    /**
     * Sets other terms, for channels that are opened from now on. Not while something on the
     * menu binds, whose readers have reckoned with the former; and not for another region, in
     * which one is by registering there.
     *
     * ## Dispatch Origin
     * Signed, by the provider.
     *
     * ## Cost
     * O(1): an item read and one written.
     */
    "set_terms": Anonymize<Iajt5bm8idpabb>;
    /**
     * Sets what the caller offers: up to eight items, from the cheaper to the dearer. Each
     * that still runs has to be in it, as it is; so nothing that somebody has read is taken
     * away or gets worse.
     *
     * ## Dispatch Origin
     * Signed, by the provider.
     *
     * ## Cost
     * O(1): an item written.
     */
    "set_menu": Anonymize<I5f3s0k6u2m0of>;
    /**
     * Brings liquidity: it lies in the pot, so that nobody has to be awake when it is wanted.
     *
     * ## Dispatch Origin
     * Signed, by the provider.
     *
     * ## Cost
     * O(1): two items written, a pot and a transfer.
     */
    "stock": Anonymize<Ierhs97be30097>;
    /**
     * Takes liquidity back that is neither reserved nor leased. Offers for which too little is
     * left go.
     *
     * ## Dispatch Origin
     * Signed, by the provider.
     *
     * ## Cost
     * O(1): two items written, a pot and a transfer; for each offer that goes, its shelf's
     * directory and a page. What is not used is given back.
     */
    "unstock": Anonymize<Ierhs97be30097>;
    /**
     * Brings more bond.
     *
     * ## Dispatch Origin
     * Signed, by the provider.
     *
     * ## Cost
     * O(1): an item written, a pot and a transfer.
     */
    "add_bond": Anonymize<Ierhs97be30097>;
    /**
     * Takes bond back that stands for nothing, down to [`Config::MinBond`]. Offers for which
     * too little is left go.
     *
     * ## Dispatch Origin
     * Signed, by the provider.
     *
     * ## Cost
     * O(1): an item written, a pot and a transfer; for each offer that goes, its shelf's
     * directory and a page. What is not used is given back.
     */
    "withdraw_bond": Anonymize<Ierhs97be30097>;
    /**
     * Is no provider in an asset any more, once no lease and no reservation binds it, and has
     * all of it back.
     *
     * ## Dispatch Origin
     * Signed, by the provider.
     *
     * ## Cost
     * O(1): four items removed or written, a deposit returned, a pot and a transfer; for each
     * of its offers its shelf's directory and a page. What is not used is given back.
     */
    "leave": Anonymize<I8v8h2h09ve4c5>;
    /**
     * Gives a sign of life, which names a block of the last [`Config::BeatBlocks`] by its
     * hash: so it was not signed long before. A provider of which there is none for longer
     * than [`Config::BeatMs`] counts as away.
     *
     * ## Dispatch Origin
     * Signed, by the provider.
     *
     * ## Cost
     * O(1): two items read and one written.
     */
    "beat": Anonymize<I1a6rkbcjk0g30>;
    /**
     * Puts an item of the caller's menu on the shelf for a class of sizes and a term, where
     * requests for the best offer find it: by the item's price there, and the provider's
     * standing, region and absence as they are now. Takes the place of what the caller has
     * there already. By the caller's terms all sizes of the class have to be of use.
     *
     * ## Dispatch Origin
     * Signed, by the provider.
     *
     * ## Cost
     * O(1): the provider's item, a directory and a page of the shelf, a push on the timetable;
     * two more pages where one is split.
     */
    "list": Anonymize<Id9bsfdaia0n4f>;
    /**
     * Takes an offer off its shelf. It can be taken by its provider's name as before.
     *
     * ## Dispatch Origin
     * Signed, by the provider; by anyone once it has expired, which the hook does by itself.
     *
     * ## Cost
     * O(1): the provider's item, a directory and a page of the shelf.
     */
    "delist": Anonymize<Icr8q6acu5bgt7>;
    /**
     * Puts an offer where it belongs by what is on record of its provider now.
     *
     * ## Dispatch Origin
     * Signed, by anyone.
     *
     * ## Cost
     * O(1): the provider's item, a directory and two pages of the shelf.
     */
    "reindex": Anonymize<Icr8q6acu5bgt7>;
    /**
     * Has stock and bond of a provider kept, at the fee that its menu asks now, until an
     * instant. What that costs is paid at once, by the provider's price for waiting, at most
     * `max_price`.
     *
     * ## Dispatch Origin
     * Signed, by the client, who pays the storage deposit until that ends.
     *
     * ## Cost
     * O(1): four items written, a deposit held, a push on the timetable, a pot and a transfer;
     * the offers that go by it.
     */
    "reserve": Anonymize<Ic9m1ksnt7ttii>;
    /**
     * Ends a reservation. What was paid for it is not paid back.
     *
     * ## Dispatch Origin
     * Signed, by the client; by anyone once its time is over, which the hook does by itself.
     *
     * ## Cost
     * O(1): three items written, a deposit returned.
     */
    "end_reservation": Anonymize<I8gsbn6t2mvgan>;
    /**
     * Opens a channel of the caller's with a provider whose liquidity is on its side from the
     * first instant on, and stays there until the lease ends. All of that happens, or nothing.
     *
     * ## Dispatch Origin
     * Signed, by the client, who pays the storage deposits of the channel and of the lease.
     *
     * ## Details
     * The client opens the channel, brings `own` beside the fee, and can close it at any time.
     * The provider is the one of whom the client has reserved, one that it names, one that has
     * signed a quote for it, or the best of the listed ones: by the fee before rounding, then
     * standing, region, absence and number. Of these, terms that are worse than the request
     * takes are passed over; otherwise they are refused.
     *
     * ## Cost
     * O(1): the provider, the sums of its region, the lease, a push on the timetable, a pot
     * and a transfer; what opening a channel takes. By name its menu, too; of the best two
     * directories and up to three pages of each, however many providers there are; of a quote a
     * signature, that it was used, and another push; the offers that go by it. What is not used
     * of the last is given back.
     */
    "request_channel": Anonymize<Idkun289nkn7mh>;
    /**
     * Pays more of the fee of a lease ahead: it goes on for that much longer, at most to its
     * end.
     *
     * ## Dispatch Origin
     * Signed, by anyone; mostly by the client.
     *
     * ## Cost
     * O(1): the lease, the channel, a pot and a transfer.
     */
    "pay_fee": Anonymize<Id7pt79359o08>;
    /**
     * Has a lease go on for longer than it would, for what the provider's menu asks for that
     * now, at most `max_fee`, paid ahead.
     *
     * ## Dispatch Origin
     * Signed, by the client.
     *
     * ## Details
     * The time that is left and the time that is added cost the same then, each its part of
     * both fees. What is used up has to be paid first; and where the provider's terms are worse
     * now than those of the lease, what it asks is not for these.
     *
     * ## Cost
     * O(1): the lease, the provider, its menu, the channel, a pot and a transfer; the offers
     * that go by it. What is not used of the last is given back.
     */
    "renew": Anonymize<I5c2pkk7sa4umb>;
    /**
     * Proposes to the other party to end a lease before `until_ms`, with `refund` of what was
     * paid ahead going back to the client; with none, takes that back, or declines what the
     * other has proposed.
     *
     * ## Dispatch Origin
     * Signed, by a party of the lease.
     *
     * ## Cost
     * O(1): an item written.
     */
    "propose_end": Anonymize<I2084d78i92r04>;
    /**
     * Ends a lease as the other party has proposed, which the caller repeats. The channel goes
     * on, and nobody is bound in it.
     *
     * ## Dispatch Origin
     * Signed, by the other party of the lease.
     *
     * ## Cost
     * O(1): as [`Call::give_up`].
     */
    "accept_end": Anonymize<I3319i2v71ed86>;
    /**
     * Gives a lease up before its time. What was paid ahead is the provider's. The channel
     * goes on, and nobody is bound in it.
     *
     * ## Dispatch Origin
     * Signed, by the client.
     *
     * ## Cost
     * O(1): the lease, the provider, the sums of its region, the channel, a deposit returned;
     * where something goes to the client, a pot and a transfer.
     */
    "give_up": Anonymize<I51rnbjgaj0tka>;
    /**
     * Ends a lease whose time is over; or notes that the fee came out of what was first
     * received, or takes what did not come in time out of what was put down. The hook does the
     * same by itself.
     *
     * ## Dispatch Origin
     * Signed, by anyone.
     *
     * ## Cost
     * O(1): as [`Call::give_up`].
     */
    "settle": Anonymize<I51rnbjgaj0tka>;
    /**
     * Pays the caller all that it has earned: by leases that have ended, and by these up to
     * now.
     *
     * ## Dispatch Origin
     * Signed, by the provider.
     *
     * ## Cost
     * O(n) for *n* leases, at most 8: an item for each, the provider, a pot and a transfer.
     */
    "collect": Anonymize<Idmiatu0rl21ep>;
    /**
     * Takes the caller's credit in `asset`, a payout that was refused earlier, out to `to`.
     *
     * ## Dispatch Origin
     * Signed, by the owner of the credit.
     *
     * ## Cost
     * O(1): one transfer, one item removed.
     */
    "claim_credit": Anonymize<I488o0jk6j2kuj>;
}>;
export type I79v3ccvn92ubc = {
    "asset": Anonymize<Ikjpbtmstl9nm>;
    "bond": bigint;
    "terms": Anonymize<Ie9ehq5s3kvmos>;
};
export type Iajt5bm8idpabb = {
    "asset": Anonymize<Ikjpbtmstl9nm>;
    "terms": Anonymize<Ie9ehq5s3kvmos>;
};
export type I5f3s0k6u2m0of = {
    "asset": Anonymize<Ikjpbtmstl9nm>;
    "menu": Anonymize<Icofgvo58th1v3>;
};
export type I8v8h2h09ve4c5 = {
    "asset": Anonymize<Ikjpbtmstl9nm>;
};
export type I1a6rkbcjk0g30 = {
    "asset": Anonymize<Ikjpbtmstl9nm>;
    "number": number;
    "hash": SizedHex<32>;
};
export type Id9bsfdaia0n4f = {
    "asset": Anonymize<Ikjpbtmstl9nm>;
    "item": number;
    "place": Anonymize<Iak6o2tgratjgi>;
};
export type Icr8q6acu5bgt7 = {
    "asset": Anonymize<Ikjpbtmstl9nm>;
    "provider": SS58String;
    "place": Anonymize<Iak6o2tgratjgi>;
};
export type Ic9m1ksnt7ttii = {
    "asset": Anonymize<Ikjpbtmstl9nm>;
    "provider": SS58String;
    "size": bigint;
    "lifetime_ms": bigint;
    "until_ms": bigint;
    "max_price": bigint;
};
export type I8gsbn6t2mvgan = {
    "asset": Anonymize<Ikjpbtmstl9nm>;
    "provider": SS58String;
    "client": SS58String;
};
export type Idkun289nkn7mh = {
    "asset": Anonymize<Ikjpbtmstl9nm>;
    "request": {
        "size": bigint;
        "own": bigint;
        "lifetime_ms": bigint;
        "payment": Anonymize<I1igv0269cvg4h>;
        "max_fee": bigint;
        "limits": {
            "uptime": number;
            "policy": Anonymize<I7n8oundmg6go4>;
            "min_challenge_ms": bigint;
            "max_challenge_ms": bigint;
        };
    };
    "selection": Enum<{
        "Provider": SS58String;
        "Reserved": SS58String;
        "Best"?: Anonymize<I4arjljr6dpflb>;
        "Quoted": [SS58String, {
            "quote": Anonymize<Idj66v1k786bk1>;
            "signature": Anonymize<I3fo6882e5tjh8>;
        }];
    }>;
};
export type Idj66v1k786bk1 = {
    "client"?: Anonymize<Ihfphjolmsqq1>;
    "item": Anonymize<Iail0ssq46p4hf>;
    "terms": Anonymize<Ie9ehq5s3kvmos>;
    "uses": number;
    "number": bigint;
};
export type I5c2pkk7sa4umb = {
    "channel": bigint;
    "lifetime_ms": bigint;
    "max_fee": bigint;
};
export type I2084d78i92r04 = {
    "channel": bigint;
    "refund"?: Anonymize<I35p85j063s0il>;
    "until_ms": bigint;
};
export type I3319i2v71ed86 = {
    "channel": bigint;
    "refund": bigint;
};
export type Idmiatu0rl21ep = {
    "asset": Anonymize<Ikjpbtmstl9nm>;
    "channels": Anonymize<Iafqnechp3omqg>;
};
export type Id9g6gs7jc9c7j = AnonymousEnum<{
    /**
     * Registers a tower in `asset`, with a bond, the `key` that signs its receipts, and the
     * terms on which it can be hired. It counts as there from now on.
     *
     * ## Dispatch Origin
     * Signed, by the owner, who pays the bond and the storage deposit. One tower in each
     * asset.
     *
     * ## Cost
     * O(1): one transfer, four items written, a push on the timetable.
     */
    "register": Anonymize<I805fsro9fdbjf>;
    /**
     * Sets the terms for whoever hires the tower from now on. Hires keep theirs.
     *
     * ## Dispatch Origin
     * Signed, by the tower's owner.
     *
     * ## Cost
     * One item read and written.
     */
    "set_terms": Anonymize<I5t6389fna9aml>;
    /**
     * Says where the tower is, how to reach it, and to which key clients seal what they send.
     *
     * ## Dispatch Origin
     * Signed, by the tower's owner.
     *
     * ## Cost
     * One item read and written.
     */
    "set_profile": Anonymize<Ifbkimb7oi5qc>;
    /**
     * Has another key sign the receipts that are accepted from [`Config::BeatMs`] from now on:
     * so nobody holds one already that is dated so late. What is accepted before is bound by the
     * key of then. One key at a time waits for its time.
     *
     * ## Dispatch Origin
     * Signed, by the tower's owner.
     *
     * ## Cost
     * One item read and written.
     */
    "set_key": Anonymize<I32fthg5p2eqr9>;
    /**
     * Adds to a tower's bond.
     *
     * ## Dispatch Origin
     * Signed, by the tower's owner.
     *
     * ## Cost
     * One transfer, two items read and written.
     */
    "add_bond": Anonymize<I6m0eua0ciidne>;
    /**
     * Takes out of a tower's bond what no hire counts on.
     *
     * ## Dispatch Origin
     * Signed, by the tower's owner.
     *
     * ## Cost
     * One transfer, two items read and written.
     */
    "withdraw_bond": Anonymize<I6m0eua0ciidne>;
    /**
     * Shows that a tower is there and follows the chain: names a block of the last
     * [`Config::MaxBeatAge`] and its hash. To be made at least each [`Config::BeatMs`].
     *
     * ## Dispatch Origin
     * Signed, by the tower's owner or the key that signs for it. It pays for the look of the
     * hook that this makes due.
     *
     * ## Cost
     * The tower is read and written, and the hash of a block read; a push where it had been
     * silent. The same however many channels it watches.
     */
    "beat": Anonymize<If8uh541uuj2rc>;
    /**
     * Says that the tower leaves in [`Config::NoticeMs`]. Nobody can hire it any more; whoever
     * has gets what it has done until then, and the rest of the deposit back.
     *
     * ## Dispatch Origin
     * Signed, by the tower's owner.
     *
     * ## Cost
     * One item read and written.
     */
    "leave": Anonymize<Islut7ctfjluq>;
    /**
     * Takes all out of a tower that has left, and that nobody can claim anything from any
     * more.
     *
     * ## Dispatch Origin
     * Signed, by the tower's owner.
     *
     * ## Cost
     * One transfer, three items removed or written.
     */
    "retire": Anonymize<Islut7ctfjluq>;
    /**
     * Pays out what a tower has earned, but for the last hour or so, of which it is not sure
     * yet.
     *
     * ## Dispatch Origin
     * Signed, by anyone.
     *
     * ## Cost
     * One transfer, two items read and written: the same for one channel and for all.
     */
    "collect": Anonymize<Islut7ctfjluq>;
    /**
     * Hires a tower for the caller's side of an open channel, as the last in the order, for as
     * long as the deposit lasts. It is hired on its terms, if these are as good as what
     * the caller `accepts`, or better.
     *
     * ## Dispatch Origin
     * Signed, by a party of the channel, or its deputy. It pays the deposit; with the first
     * tower also the storage deposit.
     *
     * ## Cost
     * O(1): one transfer, three items written, a push on the timetable; and what the hook does
     * when the hire ends: at most four looks, which two pay for, since each is weighed for
     * [`MAX_HIRES`].
     */
    "hire": Anonymize<Iaoh083d8uoecd>;
    /**
     * Adds to what a tower is paid from.
     *
     * ## Dispatch Origin
     * Signed, by anyone.
     *
     * ## Cost
     * One transfer, the channel's watches and the pot read and written.
     */
    "top_up": Anonymize<If7d4usrhd3p8a>;
    /**
     * Puts the caller's towers for a channel in another order.
     *
     * ## Dispatch Origin
     * Signed, by the party that has hired them.
     *
     * ## Cost
     * One item read and written.
     */
    "reorder": Anonymize<I3iga09kma8ur6>;
    /**
     * Sends a tower away. What it has not earned comes back, but for what is missing to
     * [`Config::MinHireMs`]; all of it, where the tower is silent or leaves.
     *
     * ## Dispatch Origin
     * Signed, by the party that has hired it. Not in a dispute: then it ends by itself.
     *
     * ## Cost
     * One transfer, four items read and written.
     */
    "dismiss": Anonymize<I1uqf2jboi02kb>;
    /**
     * Ends what is over of a watch, as the hook does by itself: hires that are dry, of towers
     * that have left, or of channels that are gone.
     *
     * ## Dispatch Origin
     * Signed, by anyone.
     *
     * ## Cost
     * O([`MAX_HIRES`]): at most so many towers read and written, and two transfers.
     */
    "end": Anonymize<I4hi9dkvj0pb79>;
    /**
     * Puts the caller's newest sealed record for a channel on the chain: whole, if it is
     * small, or else its hash. For towers that do not answer, and to be found again. The last
     * one is gone.
     *
     * ## Dispatch Origin
     * Signed, by a party that has hired a tower for the channel. It pays a deposit for what is
     * kept.
     *
     * ## Cost
     * The record is read and written, and the channel's watches read: the same for the first
     * version and the millionth.
     */
    "post": Anonymize<I3bb4gmnc83qj2>;
    /**
     * Puts a state on the chain in clear, which binds the caller's towers from now on without
     * their receipts: where one takes the state and signs nothing. It costs the channel's
     * privacy.
     *
     * ## Dispatch Origin
     * Signed, by a party that has hired a tower for the channel. It pays a deposit for the
     * hash.
     *
     * ## Cost
     * Two signatures checked; the record is read and written, the channel and its watches
     * read.
     */
    "post_state": Anonymize<I30vvladphck0c>;
    /**
     * Proves that a tower let an older state settle than one that it is bound to, or the other
     * party take something out by one, while its client lost by that: pays the loss out of its
     * bond, up to its cover. Nobody is asked, and nobody votes: all is in the receipt, the state,
     * and what was noted of the channel. Where both were missed it takes two calls.
     *
     * ## Dispatch Origin
     * Signed, by anyone; the client is paid. Until [`Config::ClaimWindowMs`] after the last
     * HTLC was settled, or after what was requested was done.
     *
     * ## Cost
     * Three signatures checked, a preimage looked up for each HTLC, the channel read where
     * something was taken out of it; one transfer, the channel's watches and the tower read and
     * written.
     */
    "prove_miss": Anonymize<Ie3uvp75jk58k3>;
    /**
     * Proves that somebody else had to answer when a tower's time was over, that had signed
     * for as late a state. It costs the tower a part of its score, and no money.
     *
     * ## Dispatch Origin
     * Signed, by anyone, as long as a miss could be proved.
     *
     * ## Cost
     * One signature checked; the channel's watches and the tower read and written.
     */
    "prove_late": Anonymize<Ife0svfvnaf1vi>;
    /**
     * Proves a false report: that a tower presented an older state than one that it had signed
     * for, its response time or longer before. It costs the tower a part of its score, and no
     * money.
     *
     * ## Dispatch Origin
     * Signed, by anyone, as long as the dispute is kept.
     *
     * ## Cost
     * As [`Call::prove_late`].
     */
    "prove_false": Anonymize<Ife0svfvnaf1vi>;
    /**
     * Takes the caller's credit in `asset`, a payout that was refused earlier, out to `to`.
     *
     * ## Dispatch Origin
     * Signed, by the owner of the credit.
     *
     * ## Cost
     * O(1): one transfer, one item removed.
     */
    "claim_credit": Anonymize<I488o0jk6j2kuj>;
    /**
     * Demands of a tower what its receipt names by a hash: the sealed backup. It has to publish
     * it within [`Config::MinHireMs`], or a later state that both parties have signed; else its
     * cover is the caller's.
     *
     * ## Dispatch Origin
     * Signed, by the party that has hired it, while the hire lasts for as long, or a miss can be
     * proved for as long. It puts down [`Config::DemandDeposit`]: the tower's, if it answers or
     * is sent away first.
     *
     * ## Cost
     * One signature checked; the channel's watches read and written, the tower read, a deposit
     * held, a push on the timetable; and what the hook does when the time is over.
     */
    "demand": Anonymize<Ife0svfvnaf1vi>;
    /**
     * Publishes what is demanded of a tower. The client reads it from the block.
     *
     * ## Dispatch Origin
     * Signed, by anyone who has it; the deposit is the tower's.
     *
     * ## Cost
     * A hash, or two signatures checked; the channel's watches written, the tower read, a deposit
     * handed over.
     */
    "answer": Anonymize<I80aag5hhkpuqt>;
}>;
export type I805fsro9fdbjf = {
    "asset": Anonymize<Ikjpbtmstl9nm>;
    "bond": bigint;
    "key": SS58String;
    "terms": Anonymize<Ieen9tj2e5fjn0>;
    "profile": Anonymize<I5pnd2p8dc06co>;
};
export type Ifbkimb7oi5qc = {
    "tower": bigint;
    "profile": Anonymize<I5pnd2p8dc06co>;
};
export type I32fthg5p2eqr9 = {
    "tower": bigint;
    "key": SS58String;
};
export type If8uh541uuj2rc = {
    "tower": bigint;
    "number": number;
    "hash": SizedHex<32>;
};
export type Iaoh083d8uoecd = {
    "channel": bigint;
    "tower": bigint;
    "deposit": bigint;
    "accepts": Anonymize<Ieen9tj2e5fjn0>;
};
export type If7d4usrhd3p8a = {
    "channel": bigint;
    "side": Anonymize<I9puehsks12p4e>;
    "tower": bigint;
    "amount": bigint;
};
export type I3iga09kma8ur6 = {
    "channel": bigint;
    "order": Anonymize<Iafqnechp3omqg>;
};
export type I1uqf2jboi02kb = {
    "channel": bigint;
    "tower": bigint;
};
export type I3bb4gmnc83qj2 = {
    "channel": bigint;
    "version": bigint;
    "record": Anonymize<Iahegpbsblanvr>;
};
export type Ie3uvp75jk58k3 = {
    "channel": bigint;
    "side": Anonymize<I9puehsks12p4e>;
    "evidence": Enum<{
        "Receipt": {
            "signed": Anonymize<Ic9n4047mv91st>;
            "named": Anonymize<Ic5m5lp1oioo8r>;
        };
        "Posted": Anonymize<Islut7ctfjluq>;
    }>;
    "state": Anonymize<Ia14d50vmf9o3l>;
};
export type Ic9n4047mv91st = {
    "receipt": {
        "channel": bigint;
        "side": Anonymize<I9puehsks12p4e>;
        "tower": bigint;
        "hire": bigint;
        "base_version": bigint;
        "version": bigint;
        "state": SizedHex<32>;
        "preimages": SizedHex<32>;
        "backup": SizedHex<32>;
        "accepted_ms": bigint;
    };
    "signature": Anonymize<I3fo6882e5tjh8>;
};
export type Ife0svfvnaf1vi = {
    "signed": Anonymize<Ic9n4047mv91st>;
};
export type I80aag5hhkpuqt = {
    "channel": bigint;
    "side": Anonymize<I9puehsks12p4e>;
    "tower": bigint;
    "answer": Enum<{
        "Backup": Uint8Array;
        "Later": {
            "state": Anonymize<Ia14d50vmf9o3l>;
            "base_version": bigint;
        };
    }>;
};
export type Iejdjlj50j44i9 = AnonymousEnum<{
    /**
     * Locks an amount under a payment hash for a receiver, until a deadline: out of the
     * caller's account, or of its free ledger balance in a channel with the receiver, where it
     * also arrives.
     *
     * ## Dispatch Origin
     * Signed, by the owner, who pays the storage deposit until the leg is forgotten.
     *
     * ## Details
     * The deadline is at least [`Config::MinLegMs`] and at most [`Config::MaxLegMs`] ahead. A
     * standstill of the chain puts it off by at most `extension_ms`, and that by no more than
     * [`Config::MaxExtensionMs`]. Nobody locks twice under one hash, so that it does no harm
     * to send the call again; nor for a preimage that is public.
     *
     * ## Cost
     * O(1): an item written and a deposit held, a push on the timetable; a pot and a transfer,
     * or a read and a write of the channel.
     */
    "lock": Anonymize<Ielktdvvoie7fo>;
    /**
     * Locks the leg at `position` (from 1) of a ring, by the terms that all of its parties
     * agreed on.
     *
     * ## Dispatch Origin
     * Signed, by the owner of that leg, who pays the storage deposit until the leg is
     * forgotten.
     *
     * ## Details
     * The chain sees to its own part: the terms are sound, with at least [`Config::MinGapMs`]
     * between any two steps of which one answers the other, and more by what a standstill may
     * add between any two deadlines; the leg is for this chain and its time to be locked is
     * not over; the bond that the terms ask for is there, and is part of the leg from now on.
     * Whether the other legs are there is for the caller to see: on their chains, in final
     * blocks.
     *
     * ## Cost
     * As [`Call::lock`], and for a bond an item removed and a deposit returned; O(n²)
     * comparisons for *n* legs, at most 14.
     */
    "lock_ring": Anonymize<Ifno9c7b4u4i71>;
    /**
     * Puts up the bond that the terms of a ring ask for, for the leg at `position`. If the leg
     * is not locked in time, the bond comes back. If it is, and then claimed, handed back or
     * divided, the bond comes back with that; if it goes back to its owner at its deadline,
     * its owner gets the bond, too: for having waited in vain.
     *
     * ## Dispatch Origin
     * Signed, by the receiver of that leg, who pays the storage deposit until the leg takes
     * the bond, or it comes back.
     *
     * ## Cost
     * O(1): an item written and a deposit held, a push on the timetable, a pot and a transfer;
     * O(n²) comparisons for *n* legs, at most 14.
     */
    "post_bond": Anonymize<Ifnnu2odod0ppd>;
    /**
     * Reveals a preimage and pays the legs of these owners that wait for it, each to its
     * receiver. An operational call: it finds room in a block that others have filled, for
     * normal fees. Where the runtime checks what is [urgent](bloc_primitives::urgent), one
     * that would be refused is not even included.
     *
     * ## Dispatch Origin
     * Signed, by anyone who knows the preimage, before the deadline. Whoever it is pays the
     * storage deposit of the preimage's place in the registry.
     *
     * ## Details
     * What cannot be claimed is left out, so that nobody's claim fails because somebody else
     * was first. If that is all of them, the call is refused, for the reason of the first.
     *
     * ## Cost
     * For each leg an item written, and what its money takes: a transfer from the pot (one for
     * all legs of a receiver), or a read and a write of a channel; what the registry takes,
     * and whoever it tells. Declared for legs with bonds in other assets; what is not used is
     * given back.
     */
    "claim": Anonymize<I76etii5jbftla>;
    /**
     * Ends a leg that is decided: to its receiver if its preimage was revealed before the
     * deadline, by whatever call of whatever pallet; otherwise, from the deadline on, back to
     * its owner. The hook does the same by itself.
     *
     * ## Dispatch Origin
     * Signed, by anyone.
     *
     * ## Cost
     * As [`Call::claim`] for one leg, but for the registry: one read of it.
     */
    "settle": Anonymize<I8fid2jouagsqc>;
    /**
     * Gives a leg back to its owner before its time is over, and the bond to the receiver.
     *
     * ## Dispatch Origin
     * Signed, by the receiver; or by anyone with the receiver's `consent`, a signature over
     * [`payload`](consent::payload).
     *
     * ## Cost
     * As [`Call::settle`], and a signature.
     */
    "hand_back": Anonymize<I1gra7ua0d3v4t>;
    /**
     * Divides a leg before its time is over: so much to the receiver, the rest to the owner,
     * and the bond to the receiver.
     *
     * ## Dispatch Origin
     * Signed, by the owner or the receiver with the other's consent, or by anyone with both:
     * each a signature over [`payload`](consent::payload).
     *
     * ## Cost
     * As [`Call::settle`], with a transfer more and up to two signatures.
     */
    "divide": Anonymize<Ibe3bndp2i5rlb>;
    /**
     * Returns the bond for a leg that was not locked in time, as the hook does by itself.
     *
     * ## Dispatch Origin
     * Signed, by anyone.
     *
     * ## Cost
     * O(1): an item removed, a transfer, a deposit returned.
     */
    "return_bond": Anonymize<I12l4mc26pdpen>;
    /**
     * Forgets a leg that has ended, as the hook does [`Config::KeepMs`] later by itself.
     *
     * ## Dispatch Origin
     * Signed, by the owner; by anyone once it has been kept for that long.
     *
     * ## Cost
     * O(1): an item removed, a deposit returned.
     */
    "prune": Anonymize<I8fid2jouagsqc>;
    /**
     * Takes the caller's credit in `asset`, a payout that was refused earlier, out to `to`.
     *
     * ## Dispatch Origin
     * Signed, by the owner of the credit.
     *
     * ## Cost
     * O(1): one transfer, one item removed.
     */
    "claim_credit": Anonymize<I488o0jk6j2kuj>;
    /**
     * Says on what terms the caller swaps between the chain and channels from now on. While they
     * stand they can only be given more room, at the same rates. Once they have expired or are
     * paused, any can be set, and stand.
     *
     * ## Dispatch Origin
     * Signed, by the provider, who pays the storage deposit until it closes the quote.
     *
     * ## Cost
     * O(1): an item written; the first time an index, too, and a deposit held.
     */
    "set_quote": Anonymize<Ien1oaoveaqlec>;
    /**
     * Lets nobody take a quote any more, from the next block on; or again.
     *
     * ## Dispatch Origin
     * Signed, by the provider.
     *
     * ## Cost
     * O(1): an item written.
     */
    "pause_quote": Anonymize<Ibjjpehc7koebn>;
    /**
     * Removes a quote that does not stand and by which nothing is under way, and returns its
     * stock.
     *
     * ## Dispatch Origin
     * Signed, by the provider.
     *
     * ## Cost
     * O(1): two items removed, a deposit returned; for a stock a pot and a transfer.
     */
    "close_quote": Anonymize<I9rm1dpj0scr8t>;
    /**
     * Puts up more to pay swaps out of channels.
     *
     * ## Dispatch Origin
     * Signed, by the provider.
     *
     * ## Cost
     * O(1): an item written, a pot and a transfer.
     */
    "add_stock": Anonymize<Ierhs97be30097>;
    /**
     * Takes some of that back, while the quote does not stand.
     *
     * ## Dispatch Origin
     * Signed, by the provider.
     *
     * ## Cost
     * O(1): an item written, a pot and a transfer.
     */
    "take_stock": Anonymize<Ierhs97be30097>;
    /**
     * Swaps money on the chain into channels: locks it for a provider, who pays an invoice
     * under the same payment hash. Both halves end in the same call.
     *
     * ## Dispatch Origin
     * Signed, by the taker, who pays the storage deposits of the leg and of the payment.
     *
     * ## Details
     * What the call names holds, or nothing happens. What the quote asks for opening, and
     * `max_fee`, is paid at once, and not back; nothing, if the provider is to pay in another
     * network.
     *
     * ## Cost
     * As [`Call::lock`], a transfer, an item written, and what a payment takes.
     */
    "swap_in": Anonymize<I7anhbgjnrb634>;
    /**
     * Swaps money in channels onto the chain: pays a provider under a payment hash for which
     * some of its stock is locked for `to`. Both halves end in the same call. The leg has the
     * taker's name, and what cannot be paid out to `to` is the taker's credit.
     *
     * ## Dispatch Origin
     * Signed, by the taker, who pays the storage deposits of the leg and of the payment.
     *
     * ## Cost
     * Two items written, a deposit held, a transfer, and what a payment takes.
     */
    "swap_out": Anonymize<I4at8gjfplm1hh>;
    /**
     * Gives a swap out of channels up before its time is over, while its preimage is not
     * public: its leg goes back into the provider's stock, which it would have done at the
     * deadline, and its payment, of `size` at the most, to the taker.
     *
     * ## Dispatch Origin
     * Signed, by the receiver of the leg; or by anyone with the receiver's `consent`, a
     * signature over [`payload`](consent::payload) to hand the leg back.
     *
     * ## Cost
     * As that of whoever makes payments to cancel one, with the end of its leg; and a
     * signature.
     */
    "cancel_swap": Anonymize<I90kej6sub10ud>;
}>;
export type Ielktdvvoie7fo = {
    "spec": {
        "payment_hash": SizedHex<32>;
        "receiver": SS58String;
        "asset": Anonymize<Ikjpbtmstl9nm>;
        "amount": bigint;
        "deadline_ms": bigint;
        "extension_ms": bigint;
        "into"?: Anonymize<I35p85j063s0il>;
        "counterpart"?: Anonymize<I1knmas2ni5aha>;
    };
    "source": Anonymize<Idognpk7c6i8ir>;
};
export type Idognpk7c6i8ir = AnonymousEnum<{
    "Account": undefined;
    "Channel": bigint;
}>;
export type Ifno9c7b4u4i71 = {
    "terms": Anonymize<I35862edsrjm1a>;
    "position": number;
    "source": Anonymize<Idognpk7c6i8ir>;
};
export type I35862edsrjm1a = {
    "payment_hash": SizedHex<32>;
    "base_ms": bigint;
    "gap_ms": bigint;
    "step_ms": bigint;
    "reveal_ms": bigint;
    "extension_ms": bigint;
    "legs": Array<{
        "chain": Anonymize<I5v9puaq7sto4c>;
        "owner": SS58String;
        "receiver": SS58String;
        "asset": Anonymize<Ikjpbtmstl9nm>;
        "amount": bigint;
        "into"?: Anonymize<I35p85j063s0il>;
        "bond"?: Anonymize<I5j2bj0fl36is>;
    }>;
};
export type Ifnnu2odod0ppd = {
    "terms": Anonymize<I35862edsrjm1a>;
    "position": number;
};
export type I76etii5jbftla = {
    "owners": Anonymize<Ia2lhg7l2hilo3>;
    "preimage": SizedHex<32>;
};
export type I1gra7ua0d3v4t = {
    "owner": SS58String;
    "payment_hash": SizedHex<32>;
    "consent"?: Anonymize<I1sduvd51d6l36>;
};
export type I1sduvd51d6l36 = ({
    "valid_until_ms": bigint;
    "signature": Anonymize<I3fo6882e5tjh8>;
}) | undefined;
export type Ibe3bndp2i5rlb = {
    "owner": SS58String;
    "payment_hash": SizedHex<32>;
    "to_receiver": bigint;
    "consents": {
        "by_owner"?: Anonymize<I1sduvd51d6l36>;
        "by_receiver"?: Anonymize<I1sduvd51d6l36>;
    };
};
export type I12l4mc26pdpen = {
    "poster": SS58String;
    "payment_hash": SizedHex<32>;
};
export type Ien1oaoveaqlec = {
    "asset": Anonymize<Ikjpbtmstl9nm>;
    "direction": Anonymize<Iddmia4d3h7aur>;
    "terms": Anonymize<I35gb1lc2dj40i>;
};
export type Ibjjpehc7koebn = {
    "asset": Anonymize<Ikjpbtmstl9nm>;
    "direction": Anonymize<Iddmia4d3h7aur>;
    "paused": boolean;
};
export type I9rm1dpj0scr8t = {
    "asset": Anonymize<Ikjpbtmstl9nm>;
    "direction": Anonymize<Iddmia4d3h7aur>;
};
export type I7anhbgjnrb634 = {
    "taken": Anonymize<Ib510snf5a3aop>;
    "way": Enum<{
        "Invoice": {
            "invoice": Anonymize<I2jsksrgdevv00>;
            "routes": Anonymize<Ifsbi4blj05oqo>;
            "max_fee": bigint;
        };
        "External": SizedHex<32>;
    }>;
    "source": Anonymize<Idognpk7c6i8ir>;
};
export type Ib510snf5a3aop = {
    "provider": SS58String;
    "asset": Anonymize<Ikjpbtmstl9nm>;
    "rates": Anonymize<Ia6r239mlcrhu9>;
    "amount": bigint;
    "deadline_ms": bigint;
};
export type I4at8gjfplm1hh = {
    "taken": Anonymize<Ib510snf5a3aop>;
    "payment_hash": SizedHex<32>;
    "to": SS58String;
    "routes": Anonymize<Ifsbi4blj05oqo>;
    "max_fee": bigint;
};
export type I90kej6sub10ud = {
    "owner": SS58String;
    "payment_hash": SizedHex<32>;
    "size": Anonymize<I4h8mlvcrcnlq3>;
    "consent"?: Anonymize<I1sduvd51d6l36>;
};
export type I1u7ahqvaouvlv = AnonymousEnum<{
    /**
     * Opens a stream to `payee` with a deposit of its own, as `spec` says. One that the payer
     * may not cancel alone ends after [`Config::MaxBoundMs`] at the latest.
     *
     * ## Dispatch Origin
     * Signed, by the payer, who pays the storage deposit and the deposit.
     *
     * ## Cost
     * O(1): one transfer, five items written, a push on the timetable; the first deposit in an
     * asset adds the loan of its minimum balance to the same transfer.
     */
    "create": Anonymize<Ick47b4f6di3pu>;
    /**
     * Opens a stream to `payee` that is paid from the caller's vault in `asset`, from now on
     * and without an end. The payer may pause, lower and cancel it alone; it takes no deposit.
     *
     * ## Dispatch Origin
     * Signed, by the payer, who pays the storage deposit.
     *
     * ## Cost
     * O(1): no transfer; five items written, a push on the timetable. The same whatever the
     * vault pays already.
     */
    "create_from_vault": Anonymize<Idohtn98k1ho98>;
    /**
     * Adds `amount` to a stream's deposit. A stream that has run dry goes on from now, while
     * its grace period lasts. What is not needed comes back to the payer.
     *
     * ## Dispatch Origin
     * Signed, by anyone.
     *
     * ## Cost
     * O(1): one transfer, two items written; a push on the timetable if it had run dry.
     */
    "top_up": Anonymize<Ifeve3f737tpgp>;
    /**
     * Takes `amount` back that is not owed, nor reported, from a stream's deposit.
     *
     * ## Dispatch Origin
     * Signed, by the payer, if it may cancel the stream alone.
     *
     * ## Cost
     * O(1): one transfer, two items written, a push on the timetable.
     */
    "refund": Anonymize<Ifeve3f737tpgp>;
    /**
     * Lets a stream stand still: from now on nothing accrues. What has accrued stays owed.
     *
     * ## Dispatch Origin
     * Signed, by the payer, if the terms say so. (Otherwise: [`Call::propose`].)
     *
     * ## Cost
     * One read and one write, of the stream; with a vault another of each, and a push.
     */
    "pause": Anonymize<Idu04s2rf9vf4a>;
    /**
     * Lets a paused stream flow again, from now on.
     *
     * ## Dispatch Origin
     * Signed, by the payer.
     *
     * ## Cost
     * As [`Call::pause`], and a push on the timetable; with a vault two.
     */
    "resume": Anonymize<Idu04s2rf9vf4a>;
    /**
     * Lets a stream flow at another rate from now on.
     *
     * ## Dispatch Origin
     * Signed, by the payer; lower as the terms say. (Otherwise: [`Call::propose`].)
     *
     * ## Cost
     * As [`Call::resume`].
     */
    "set_rate": Anonymize<Iept8430uhp97>;
    /**
     * Pays the payee what is owed now. Ends a stream that is over, as the hook does by itself:
     * nobody has to wait for it.
     *
     * ## Dispatch Origin
     * Signed, by anyone.
     *
     * ## Cost
     * O(1): one transfer. The stream is read and written; a vault is read. One that is over:
     * at most two transfers and five items removed; the last stream of a vault that is over:
     * six, and the pot.
     */
    "claim": Anonymize<Idu04s2rf9vf4a>;
    /**
     * Pays what is owed now out to `to`, or fails if the asset refuses that.
     *
     * ## Dispatch Origin
     * Signed, by the payee.
     *
     * ## Cost
     * As [`Call::claim`].
     */
    "withdraw": Anonymize<Icq752ob8fkr8a>;
    /**
     * Ends a stream: the payee gets what is owed, the payer the rest.
     *
     * ## Dispatch Origin
     * Signed, by the payee; by the payer as the terms say. (Otherwise: [`Call::propose`].)
     *
     * ## Details
     * A payee gives up a report that can still be disputed. A payer pays the one that it names
     * in `accepts`; where another waits, the stream takes no more of them, and ends by itself
     * when that one counts or is disputed ([`Event::Ending`]).
     *
     * ## Cost
     * O(1): at most one transfer for each party; five items removed. If it waits for a report:
     * the stream read and written, a push on the timetable.
     */
    "cancel": Anonymize<I2pgd1eqt040ae>;
    /**
     * Makes `new` the payee. What is owed now goes to the caller; all else, also a report that
     * can still be disputed and what is not owed before the cliff, to the new payee.
     *
     * ## Dispatch Origin
     * Signed, by the payee.
     *
     * ## Cost
     * O(1): at most one transfer, five items written or removed, a push on the timetable.
     */
    "transfer": Anonymize<I6vp1grhcahqo0>;
    /**
     * Proposes a change to the other party, which [`Call::accept`] makes, whatever the terms
     * say. The latest proposal counts, as long as the stream has the same rate and is not
     * paused or resumed; `None` takes it back. A proposal to end the stream names the report
     * that can still be disputed, and is void once that is another, or none.
     *
     * ## Dispatch Origin
     * Signed, by a party.
     *
     * ## Cost
     * One item written. The payer has paid for it already.
     */
    "propose": Anonymize<Iddlgtfb318gvm>;
    /**
     * Makes the change that the other party has proposed. `change` says which, so that nobody
     * accepts what it has not seen.
     *
     * ## Dispatch Origin
     * Signed, by the other party.
     *
     * ## Cost
     * As the change, and an item removed.
     */
    "accept": Anonymize<I28g37rh93h5k0>;
    /**
     * Reports use of a metered stream: `units` at the agreed price, up to the cap of the
     * period. It counts at once, or where the terms have a dispute window, after it; until
     * then it is the last one.
     *
     * ## Dispatch Origin
     * Signed, by the payee.
     *
     * ## Cost
     * One read and one write, of the stream; a push on the timetable.
     */
    "report": Anonymize<I8fuesvmb2juku>;
    /**
     * Disputes the last report of a metered stream: it does not count, and its units can be
     * reported again.
     *
     * ## Dispatch Origin
     * Signed, by the payer, while `now < counts_ms`.
     *
     * ## Cost
     * One read and one write, of the stream; a push on the timetable if it is over then.
     */
    "dispute": Anonymize<Idu04s2rf9vf4a>;
    /**
     * Opens a vault in `asset` with `amount` in it. Streams that are paid from it wait for
     * `grace_ms` when it has run dry.
     *
     * ## Dispatch Origin
     * Signed, by the owner, who pays the storage deposit and the amount.
     *
     * ## Cost
     * O(1): one transfer, four items written.
     */
    "open_vault": Anonymize<I8kgvun1b9np8o>;
    /**
     * Puts `amount` in a vault. If it had run dry, all of its streams go on from now, while
     * the grace period lasts.
     *
     * ## Dispatch Origin
     * Signed, by anyone.
     *
     * ## Cost
     * O(1), however many streams it pays: one transfer, two items written, at most a push.
     */
    "fund_vault": Anonymize<Ibhdjq0mfnhrm1>;
    /**
     * Takes `amount` out of a vault that no stream has accrued.
     *
     * ## Dispatch Origin
     * Signed, by the owner.
     *
     * ## Cost
     * O(1), however many streams it pays: one transfer, two items written, at most a push.
     */
    "withdraw_vault": Anonymize<Ibhdjq0mfnhrm1>;
    /**
     * Closes a vault that pays no streams, and takes all out of it.
     *
     * ## Dispatch Origin
     * Signed, by the owner.
     *
     * ## Cost
     * O(1): one transfer, three items removed or written.
     */
    "close_vault": Anonymize<Iep12aboksmhm0>;
    /**
     * Takes the caller's credit in `asset`, a payout that was refused earlier, out to `to`.
     *
     * ## Dispatch Origin
     * Signed, by the owner of the credit.
     *
     * ## Cost
     * O(1): one transfer, one item removed.
     */
    "claim_credit": Anonymize<I488o0jk6j2kuj>;
}>;
export type Ick47b4f6di3pu = {
    "payee": SS58String;
    "asset": Anonymize<Ikjpbtmstl9nm>;
    "deposit": bigint;
    "spec": {
        "flow": Anonymize<Icl2bb7q1oa32g>;
        "start_ms"?: Anonymize<I35p85j063s0il>;
        "end_ms"?: Anonymize<I35p85j063s0il>;
        "cliff_ms"?: Anonymize<I35p85j063s0il>;
        "max_total"?: Anonymize<I35p85j063s0il>;
        "interval_ms": bigint;
        "grace_ms": bigint;
        "terms": Anonymize<I7mrliih2p84sm>;
    };
};
export type Idohtn98k1ho98 = {
    "payee": SS58String;
    "asset": Anonymize<Ikjpbtmstl9nm>;
    "rate": bigint;
    "interval_ms": bigint;
};
export type Ifeve3f737tpgp = {
    "stream": bigint;
    "amount": bigint;
};
export type Iept8430uhp97 = {
    "stream": bigint;
    "rate": bigint;
};
export type Icq752ob8fkr8a = {
    "stream": bigint;
    "to": SS58String;
};
export type I2pgd1eqt040ae = {
    "stream": bigint;
    "accepts"?: Anonymize<I61i9q3iqmbg38>;
};
export type I6vp1grhcahqo0 = {
    "stream": bigint;
    "new": SS58String;
};
export type Iddlgtfb318gvm = {
    "stream": bigint;
    "change"?: (Anonymize<I8iku1g40h55lm>) | undefined;
};
export type I28g37rh93h5k0 = {
    "stream": bigint;
    "change": Anonymize<I8iku1g40h55lm>;
};
export type I8fuesvmb2juku = {
    "stream": bigint;
    "units": bigint;
};
export type I8kgvun1b9np8o = {
    "asset": Anonymize<Ikjpbtmstl9nm>;
    "amount": bigint;
    "grace_ms": bigint;
};
export type Ibhdjq0mfnhrm1 = {
    "vault": bigint;
    "amount": bigint;
};
export type Iep12aboksmhm0 = {
    "vault": bigint;
};
export type I39h8rs8sc34ph = AnonymousEnum<{
    /**
     * Publishes a plan, to which anybody can subscribe.
     *
     * ## Dispatch Origin
     * Signed, by the payee, who pays the storage deposit.
     *
     * ## Cost
     * O(1): three items written, a deposit held.
     */
    "create_plan": Anonymize<I5qidcu8ssbejb>;
    /**
     * Changes the details of a plan for new subscribers. Subscriptions stay as they are: their
     * payers have to agree to another price ([`Call::propose_price`]) or to change the plan
     * themselves.
     *
     * ## Dispatch Origin
     * Signed, by the plan's payee.
     *
     * ## Cost
     * One item read and written.
     */
    "edit_plan": Anonymize<I3aroeg5bod07t>;
    /**
     * Takes no more subscribers. Subscriptions go on; the plan goes with the last of them, and
     * its deposit comes back.
     *
     * ## Dispatch Origin
     * Signed, by the plan's payee.
     *
     * ## Cost
     * At most two items removed, a deposit released.
     */
    "retire_plan": Anonymize<Iefdi2g28j4hhq>;
    /**
     * Subscribes to a plan. Without a trial the first period is paid at once.
     *
     * ## Dispatch Origin
     * Signed, by the payer, who pays the storage deposit.
     *
     * ## Details
     * `edition` is the one that the payer has read: if the plan was edited since, the call is
     * refused.
     *
     * ## Cost
     * O(1): six items written, a push on the timetable, a deposit held, at most one transfer.
     */
    "subscribe": Anonymize<Idlth137m9h7h0>;
    /**
     * Allows `payee` to be paid on terms that the payer sets, from `start_ms` on, or from now on:
     * then the first period is paid at once. `start_ms` is at most a year ahead
     * ([`HORIZON_MS`]). With a price of zero nothing is paid by itself, and
     * the payee charges up to [`Limits::charges`] in each period.
     *
     * ## Dispatch Origin
     * Signed, by the payer, who pays the storage deposit.
     *
     * ## Cost
     * O(1): four items written, a push on the timetable, a deposit held, at most one transfer.
     */
    "authorise": Anonymize<I4mrtpegk25o0i>;
    /**
     * Ends a subscription at once. What is paid stays paid; the deposit goes back to the payer. A
     * deposit that cannot be returned hinders nothing ([`Event::DepositKept`]).
     *
     * ## Dispatch Origin
     * Signed, by the payer or the payee, at any time.
     *
     * ## Cost
     * O(1): four items removed, one written, a deposit released; two more items and a deposit if
     * it was the last of a retired plan.
     */
    "cancel": Anonymize<I3ild6lq2bdj74>;
    /**
     * Takes a break: what comes due from now until it is resumed is not owed. What is due already
     * has to be paid first.
     *
     * ## Dispatch Origin
     * Signed, by the payer or the payee.
     *
     * ## Cost
     * One item read and written; a push on the timetable if nothing waits there.
     */
    "pause": Anonymize<I3ild6lq2bdj74>;
    /**
     * Goes on after a break, by the same calendar: the next period that is paid is the first one
     * that is due now or later.
     *
     * ## Dispatch Origin
     * Signed, by the party that paused.
     *
     * ## Cost
     * One item read and written; a push on the timetable if nothing waits there.
     */
    "resume": Anonymize<I3ild6lq2bdj74>;
    /**
     * Sets the limits of the payer.
     *
     * ## Dispatch Origin
     * Signed, by the payer.
     *
     * ## Cost
     * One item read and written; a push on the timetable if there is something to do earlier.
     */
    "set_limits": Anonymize<I46p9lb0aaqih>;
    /**
     * Proposes another price, or withdraws the proposal. Nothing changes until the payer accepts it.
     *
     * ## Dispatch Origin
     * Signed, by the payee.
     *
     * ## Cost
     * One item read and written.
     */
    "propose_price": Anonymize<I8458sv1cetsmt>;
    /**
     * Accepts the price that the payee proposed, for all periods that are paid from now on.
     *
     * ## Dispatch Origin
     * Signed, by the payer, who names the price.
     *
     * ## Cost
     * One item read and written.
     */
    "accept_price": Anonymize<I70t3kachf5n9g>;
    /**
     * Goes over to the present terms of a plan of the same payee in the same asset, which may be
     * the plan that the subscription is on. What is left of the current period is credited, to the
     * unit, rounded down; a new period begins now and is paid at once. In a trial only the terms
     * change, and the trial ends when it would have. A direct authorisation has to have started:
     * a trial is the payee's to give.
     *
     * ## Dispatch Origin
     * Signed, by the payer, who names the edition of the plan that was read.
     *
     * ## Cost
     * O(1): five items written, a push on the timetable, at most one transfer.
     */
    "change_plan": Anonymize<I7kdg6eq9iiqui>;
    /**
     * Charges something beside the price, within what the payer allows for each period and in
     * all. Paid at once or not at all.
     *
     * ## Dispatch Origin
     * Signed, by the payee, while the subscription is active.
     *
     * ## Cost
     * One item read and written, one transfer.
     */
    "charge": Anonymize<Ia3mpdlvl1sb5>;
    /**
     * Does now what is due: pays a period, or ends what has to end. The hook does the same by
     * itself. Before a retry is due it may be tried all the same: if it fails, the call is refused
     * and nothing has changed.
     *
     * ## Dispatch Origin
     * Signed, by anyone.
     *
     * ## Cost
     * One item read and written, one transfer, a push on the timetable; or as [`Call::cancel`].
     */
    "settle": Anonymize<I3ild6lq2bdj74>;
    /**
     * Forgets all but the newest `keep` notes of a subscription's history.
     *
     * ## Dispatch Origin
     * Signed, by the payer, whose deposit the history is stored for.
     *
     * ## Cost
     * One item read and written.
     */
    "prune_history": Anonymize<I3jge2kgp70od8>;
}>;
export type I5qidcu8ssbejb = {
    "details": Anonymize<Iedt4509685mpb>;
};
export type I3aroeg5bod07t = {
    "plan": bigint;
    "details": Anonymize<Iedt4509685mpb>;
};
export type Idlth137m9h7h0 = {
    "plan": bigint;
    "edition": number;
    "limits": Anonymize<I459ir1l0e9ekk>;
};
export type I4mrtpegk25o0i = {
    "payee": SS58String;
    "asset": Anonymize<Ikjpbtmstl9nm>;
    "terms": Anonymize<I74qg40i8p2raj>;
    "limits": Anonymize<I459ir1l0e9ekk>;
    "start_ms"?: Anonymize<I35p85j063s0il>;
};
export type I70t3kachf5n9g = {
    "subscription": bigint;
    "price": bigint;
};
export type I7kdg6eq9iiqui = {
    "subscription": bigint;
    "plan": bigint;
    "edition": number;
};
export type Ia3mpdlvl1sb5 = {
    "subscription": bigint;
    "amount": bigint;
    "reference": SizedHex<32>;
};
export type I3jge2kgp70od8 = {
    "subscription": bigint;
    "keep": number;
};
export type Iej82jvepi0g91 = AnonymousEnum<{
    /**
     * Opens a pair. Its terms never change: for others, another pair is opened.
     *
     * ## Dispatch Origin
     * [`Config::OpenOrigin`]: the account that pays the deposit, and gets the fees.
     *
     * ## Cost
     * O(1): six items written, a deposit held.
     */
    "open_pair": Anonymize<Ickj2td7tsqg3d>;
    /**
     * Closes a pair in which nothing rests and nothing is to be settled. What fees there are go
     * to the owner, and the deposit comes back.
     *
     * ## Dispatch Origin
     * Signed, by the pair's owner; or [`Config::ManageOrigin`].
     *
     * ## Cost
     * O(1): six items removed or written, a deposit released, at most one transfer, and one of the
     * pot's seed, if those were the last of the asset.
     */
    "close_pair": Anonymize<I9sfeq2o5lb0pv>;
    /**
     * Says whether a pair trades. Only who manages pairs can stop one, for at most
     * [`Config::MaxStopMs`], and after that not again for as long. An owner who has said that the
     * pair is to be closed, at least [`NOTICE_MS`] ahead and at most [`HORIZON_MS`], cannot take that
     * back; and one who had it trade, or not, changes that again after [`STEADY_MS`] at the earliest.
     *
     * ## Dispatch Origin
     * Signed, by the pair's owner; or [`Config::ManageOrigin`].
     *
     * ## Cost
     * Two items read and written.
     */
    "set_status": Anonymize<I5uq4eo3kdogr2>;
    /**
     * Pays the fees of a pair to its owner.
     *
     * ## Dispatch Origin
     * Signed, by anybody.
     *
     * ## Cost
     * Two items read, one written, one transfer, and one of the pot's seed, if those were the last of
     * the asset.
     */
    "collect_fees": Anonymize<I9sfeq2o5lb0pv>;
    /**
     * Brings money in, to be traded with.
     *
     * ## Dispatch Origin
     * Signed, by who has it, and pays a storage deposit if it has nothing here yet.
     *
     * ## Cost
     * O(1): one item written and a pot, one transfer.
     */
    "deposit": Anonymize<Ierhs97be30097>;
    /**
     * Takes money out that no order locks. All that is free of an asset goes in any case: if the
     * asset refuses the payout, it becomes a credit of the caller's.
     *
     * ## Dispatch Origin
     * Signed, by whose it is.
     *
     * ## Cost
     * O(1): one item written and a pot, one transfer; the deposit comes back with the last of it.
     */
    "withdraw": Anonymize<Ierhs97be30097>;
    /**
     * Sets how many orders the caller can have that rest, or wait to be settled: at most
     * [`Config::MaxOrders`].
     *
     * ## Dispatch Origin
     * Signed, by the trader, who pays a storage deposit for each.
     *
     * ## Cost
     * O(1): one item written, the deposit changed.
     */
    "set_slots": Anonymize<I9d5h5irbki7mm>;
    /**
     * Places an order: it takes what rests at its price or better, the better first, and at one
     * price whoever came first; then it rests, or goes, as its kind says.
     *
     * ## Dispatch Origin
     * Signed, by the trader.
     *
     * ## Details
     * It is paid out of what the trader has here, and what it takes is there at once; or both out
     * of the account and into it, as its [purse](Purse) says. For what
     * the hook is to do for it (to take it out in time, to settle it, to forget a chunk of 256
     * orders that it opened) it pays [`Config::HookFee`].
     *
     * ## Cost
     * An order that rests: the trader, a page, and the book if its price is new, at most four
     * items written, whatever rests. A level that is taken whole: the trader, the book and a page,
     * at most six items written, whatever number of orders it has; a further level of the same 64
     * ticks none. Each step beyond the first, at most [`OrderSpec::max_steps`]: a page or a chunk
     * read and written. Beside that a push on the timetable for an expiry, and for a level whose
     * orders the hook is to settle; once an hour the statistics.
     */
    "place": Anonymize<I3h2ovkp01a3la>;
    /**
     * Takes what is open of an order out of the book. What others have filled of it is settled.
     *
     * ## Dispatch Origin
     * Signed, by the trader.
     *
     * ## Cost
     * O(1): the trader, a page, a chunk and the book, at most four items written.
     */
    "cancel": Anonymize<I4ov6e94l79mbg>;
    /**
     * Makes an order smaller, down to `keep` lots that are still open. It keeps its place. To make
     * it larger, or for another price, replace it.
     *
     * ## Dispatch Origin
     * Signed, by the trader.
     *
     * ## Cost
     * As [`Call::cancel`].
     */
    "reduce": Anonymize<I2md1e899tamue>;
    /**
     * Cancels an order and places another in the same pair, which may have the same name: both or
     * neither. One that is filled, settled or not, is not replaced.
     *
     * ## Dispatch Origin
     * Signed, by the trader.
     *
     * ## Cost
     * Together what [`Call::cancel`] and [`Call::place`] cost; trader and book are written once.
     */
    "replace": Anonymize<I5h9optl6a77i9>;
    /**
     * Cancels up to `limit` (at most [`Config::MaxActions`]) of the caller's orders in a pair. To
     * go on, call it again.
     *
     * ## Dispatch Origin
     * Signed, by the trader.
     *
     * ## Cost
     * As [`Call::cancel`] for each; trader and book are written once.
     */
    "cancel_all": Anonymize<I97smafc6qmhe3>;
    /**
     * Places, cancels and reduces several orders of one pair, one after the other. One that is
     * refused changes nothing, and is told of ([`Event::ActionFailed`]); the others go on. What
     * orders take out of the account, and bring it, is moved once, in the end: if it has not as
     * much then, the whole call is refused.
     *
     * ## Dispatch Origin
     * Signed, by the trader.
     *
     * ## Cost
     * The trader, the book and each page that is touched are read and written once.
     */
    "act": Anonymize<Iclfu3ri916lra>;
    /**
     * Pays `who` what others have filled of these orders, into its balance here.
     *
     * ## Dispatch Origin
     * Signed, by anybody.
     *
     * ## Cost
     * For each order the trader, the book, a page and a chunk read, and the first two written.
     */
    "settle": Anonymize<Id50a4l2sqd9e4>;
    /**
     * Does what the hook would do: takes orders of `who` whose time is over out of the book, up to
     * [`LOOKS`] of them.
     *
     * ## Dispatch Origin
     * Signed, by anybody.
     *
     * ## Cost
     * As [`Call::cancel`] for each.
     */
    "expire": Anonymize<I4cbvqmqadhrea>;
    /**
     * Pays out a credit of the caller's: what an asset had refused.
     *
     * ## Dispatch Origin
     * Signed, by the credit's owner.
     *
     * ## Cost
     * Two items written, one transfer.
     */
    "claim_credit": Anonymize<I488o0jk6j2kuj>;
    /**
     * Takes orders of `who` out of a pair that is to be closed, once its traders have had their
     * time to go: what is open comes back to their owner, and what was filled is settled. Names
     * that are no orders of this pair are passed over. So a pair can be closed however many
     * orders others have left in it.
     *
     * ## Dispatch Origin
     * Signed, by anybody.
     *
     * ## Cost
     * As [`Call::cancel`] for each; trader and book are written once.
     */
    "clear": Anonymize<I3u7f8lnkn0egp>;
    /**
     * Swaps an asset for another out of the caller's account and into it, over one hop or several.
     * Each hop is traded in the book of the pair that it names, or in the pool of its two assets,
     * or a part in each, whichever brings most or costs least: never worse than either alone. All
     * of it or nothing.
     *
     * ## Dispatch Origin
     * Signed, by who has the asset. It needs neither a balance nor room here, nor an account of an
     * asset on the way. In a book it stops at an order of its own.
     *
     * ## Details
     * No asset comes twice. What is left of an asset on the way, as it is less than a lot and no
     * pool takes it, is paid to the account. If that is more than a lot, the swap is refused.
     *
     * ## Cost
     * For each hop: a book is looked at as an order does that takes, once for what there is, once to
     * take of it, and once more if only a part of a long queue is to be had with these steps; a swap
     * in a pool. Beside that a few transfers.
     */
    "swap": Anonymize<Ievehecdlnqm5p>;
}>;
export type Ickj2td7tsqg3d = {
    "base": Anonymize<Ikjpbtmstl9nm>;
    "quote": Anonymize<Ikjpbtmstl9nm>;
    "terms": Anonymize<Iavfhnvf33dimn>;
};
export type I9d5h5irbki7mm = {
    "slots": number;
};
export type I3h2ovkp01a3la = {
    "pair": bigint;
    "order": Anonymize<I3tddcfst3srfj>;
};
export type I3tddcfst3srfj = {
    "id": bigint;
    "side": Anonymize<Igvihvk6btadk>;
    "amount": Anonymize<I7cv3ldsnmapqe>;
    "tick": number;
    "kind": Enum<{
        "Limit": Anonymize<Iel521pu11c3ct>;
        "PostOnly": {
            "rest": Anonymize<Iel521pu11c3ct>;
            "slide": boolean;
        };
        "ImmediateOrCancel": undefined;
        "FillOrKill": undefined;
    }>;
    "purse": Anonymize<I34iu3li7u4554>;
    "deadline_ms": bigint;
    "self_trade": Enum<{
        "CancelNewest": undefined;
        "CancelOldest": undefined;
        "CancelBoth": undefined;
        "Decrement": undefined;
    }>;
    "max_steps": number;
};
export type I7cv3ldsnmapqe = AnonymousEnum<{
    "Lots": bigint;
    "Quote": bigint;
}>;
export type I4ov6e94l79mbg = {
    "id": bigint;
};
export type I2md1e899tamue = {
    "id": bigint;
    "keep": bigint;
};
export type I5h9optl6a77i9 = {
    "id": bigint;
    "order": Anonymize<I3tddcfst3srfj>;
};
export type I97smafc6qmhe3 = {
    "pair": bigint;
    "limit": number;
};
export type Iclfu3ri916lra = {
    "pair": bigint;
    "actions": Array<Enum<{
        "Place": Anonymize<I3tddcfst3srfj>;
        "Cancel": bigint;
        "Reduce": Anonymize<I200n1ov5tbcvr>;
    }>>;
};
export type Id50a4l2sqd9e4 = {
    "who": SS58String;
    "orders": Anonymize<Iafqnechp3omqg>;
};
export type I3u7f8lnkn0egp = {
    "pair": bigint;
    "who": SS58String;
    "orders": Anonymize<Iafqnechp3omqg>;
};
export type Ievehecdlnqm5p = {
    "from": Anonymize<Ikjpbtmstl9nm>;
    "hops": Anonymize<Ibb0piusddnapn>;
    "swap": Anonymize<I85j4uekpen5o0>;
};
export type Ibb0piusddnapn = Array<{
    "to": Anonymize<Ikjpbtmstl9nm>;
    "pair"?: Anonymize<I35p85j063s0il>;
}>;
export type I85j4uekpen5o0 = {
    "id": bigint;
    "want": Enum<{
        "ExactIn": bigint;
        "ExactOut": bigint;
    }>;
    "limit": bigint;
    "deadline_ms": bigint;
    "max_steps": number;
};
export type Ibh6anutrh0220 = {
    "id": string;
    "name": string;
    "symbol": string;
    "decimals": number;
    "ss58_prefix": number;
    "index": number;
    "development": boolean;
};
export type Iflvfde1u0hhsd = AnonymousEnum<{
    "System": Anonymize<Iekve0i6djpd9f>;
    "Timestamp": Anonymize<I7d75gqfg6jh9c>;
    "Grandpa": Enum<{
        /**
         * Report voter equivocation/misbehavior. This method will verify the
         * equivocation proof and validate the given key ownership proof
         * against the extracted offender. If both are valid, the offence
         * will be reported.
         */
        "report_equivocation": {
            "equivocation_proof": {
                "set_id": bigint;
                "equivocation": GrandpaEquivocation;
            };
        };
        /**
         * Report voter equivocation/misbehavior. This method will verify the
         * equivocation proof and validate the given key ownership proof
         * against the extracted offender. If both are valid, the offence
         * will be reported.
         *
         * This extrinsic must be called unsigned and it is expected that only
         * block authors will call it (validated in `ValidateUnsigned`), as such
         * if the block author is defined it will be defined as the equivocation
         * reporter.
         */
        "report_equivocation_unsigned": {
            "equivocation_proof": {
                "set_id": bigint;
                "equivocation": GrandpaEquivocation;
            };
        };
        /**
         * Note that the current authority set of the GRANDPA finality gadget has stalled.
         *
         * This will trigger a forced authority set change at the beginning of the next session, to
         * be enacted `delay` blocks after that. The `delay` should be high enough to safely assume
         * that the block signalling the forced change will not be re-orged e.g. 1000 blocks.
         * The block production rate (which may be slowed down because of finality lagging) should
         * be taken into account when choosing the `delay`. The GRANDPA voters based on the new
         * authority will start voting on top of `best_finalized_block_number` for new finalized
         * blocks. `best_finalized_block_number` should be the highest of the latest finalized
         * block of all validators of the new authority set.
         *
         * Only callable by root.
         */
        "note_stalled": {
            "delay": number;
            "best_finalized_block_number": number;
        };
    }>;
    "Balances": Anonymize<I9svldsp29mh87>;
    "Sudo": Enum<{
        /**
         * Authenticates the sudo key and dispatches a function call with `Root` origin.
         */
        "sudo": {
            "call": TxCallData;
        };
        /**
         * Authenticates the sudo key and dispatches a function call with `Root` origin.
         * This function does not check the weight of the call, and instead allows the
         * Sudo user to specify the weight of the call.
         *
         * The dispatch origin for this call must be _Signed_.
         */
        "sudo_unchecked_weight": Anonymize<Ifk4i20i1o7tpb>;
        /**
         * Authenticates the current sudo key and sets the given AccountId (`new`) as the new sudo
         * key.
         */
        "set_key": {
            "new": MultiAddress;
        };
        /**
         * Authenticates the sudo key and dispatches a function call with `Signed` origin from
         * a given account.
         *
         * The dispatch origin for this call must be _Signed_.
         */
        "sudo_as": {
            "who": MultiAddress;
            "call": TxCallData;
        };
        /**
         * Permanently removes the sudo key.
         *
         * **This cannot be un-done.**
         */
        "remove_key": undefined;
    }>;
    "Utility": Anonymize<Icpg9ttsne12o3>;
    "Multisig": Enum<{
        /**
         * Immediately dispatch a multi-signature call using a single approval from the caller.
         *
         * The dispatch origin for this call must be _Signed_.
         *
         * - `other_signatories`: The accounts (other than the sender) who are part of the
         * multi-signature, but do not participate in the approval process.
         * - `call`: The call to be executed.
         *
         * Result is equivalent to the dispatched result.
         *
         * ## Complexity
         * O(Z + C) where Z is the length of the call and C its execution weight.
         */
        "as_multi_threshold_1": {
            "other_signatories": Anonymize<Ia2lhg7l2hilo3>;
            "call": TxCallData;
        };
        /**
         * Register approval for a dispatch to be made from a deterministic composite account if
         * approved by a total of `threshold - 1` of `other_signatories`.
         *
         * **If the approval threshold is met (including the sender's approval), this will
         * immediately execute the call.** This is the only way to execute a multisig call -
         * `approve_as_multi` will never trigger execution.
         *
         * Payment: `DepositBase` will be reserved if this is the first approval, plus
         * `threshold` times `DepositFactor`. It is returned once this dispatch happens or
         * is cancelled.
         *
         * The dispatch origin for this call must be _Signed_.
         *
         * - `threshold`: The total number of approvals for this dispatch before it is executed.
         * - `other_signatories`: The accounts (other than the sender) who can approve this
         * dispatch. May not be empty.
         * - `maybe_timepoint`: If this is the first approval, then this must be `None`. If it is
         * not the first approval, then it must be `Some`, with the timepoint (block number and
         * transaction index) of the first approval transaction.
         * - `call`: The call to be executed.
         *
         * NOTE: For intermediate approvals (not the final approval), you should generally use
         * `approve_as_multi` instead, since it only requires a hash of the call and is more
         * efficient.
         *
         * Result is equivalent to the dispatched result if `threshold` is exactly `1`. Otherwise
         * on success, result is `Ok` and the result from the interior call, if it was executed,
         * may be found in the deposited `MultisigExecuted` event.
         *
         * ## Complexity
         * - `O(S + Z + Call)`.
         * - Up to one balance-reserve or unreserve operation.
         * - One passthrough operation, one insert, both `O(S)` where `S` is the number of
         * signatories. `S` is capped by `MaxSignatories`, with weight being proportional.
         * - One call encode & hash, both of complexity `O(Z)` where `Z` is tx-len.
         * - One encode & hash, both of complexity `O(S)`.
         * - Up to one binary search and insert (`O(logS + S)`).
         * - I/O: 1 read `O(S)`, up to 1 mutate `O(S)`. Up to one remove.
         * - One event.
         * - The weight of the `call`.
         * - Storage: inserts one item, value size bounded by `MaxSignatories`, with a deposit
         * taken for its lifetime of `DepositBase + threshold * DepositFactor`.
         */
        "as_multi": {
            "threshold": number;
            "other_signatories": Anonymize<Ia2lhg7l2hilo3>;
            "maybe_timepoint"?: Anonymize<I95jfd8j5cr5eh>;
            "call": TxCallData;
            "max_weight": Anonymize<I4q39t5hn830vp>;
        };
        /**
         * Register approval for a dispatch to be made from a deterministic composite account if
         * approved by a total of `threshold - 1` of `other_signatories`.
         *
         * **This function will NEVER execute the call, even if the approval threshold is
         * reached.** It only registers approval. To actually execute the call, `as_multi` must
         * be called with the full call data by any of the signatories.
         *
         * This function is more efficient than `as_multi` for intermediate approvals since it
         * only requires the call hash, not the full call data.
         *
         * Payment: `DepositBase` will be reserved if this is the first approval, plus
         * `threshold` times `DepositFactor`. It is returned once this dispatch happens or
         * is cancelled.
         *
         * The dispatch origin for this call must be _Signed_.
         *
         * - `threshold`: The total number of approvals for this dispatch before it is executed.
         * - `other_signatories`: The accounts (other than the sender) who can approve this
         * dispatch. May not be empty.
         * - `maybe_timepoint`: If this is the first approval, then this must be `None`. If it is
         * not the first approval, then it must be `Some`, with the timepoint (block number and
         * transaction index) of the first approval transaction.
         * - `call_hash`: The hash of the call to be executed.
         *
         * NOTE: To execute the call after approvals are gathered, any signatory must call
         * `as_multi` with the full call data. This function cannot execute the call.
         *
         * ## Complexity
         * - `O(S)`.
         * - Up to one balance-reserve or unreserve operation.
         * - One passthrough operation, one insert, both `O(S)` where `S` is the number of
         * signatories. `S` is capped by `MaxSignatories`, with weight being proportional.
         * - One encode & hash, both of complexity `O(S)`.
         * - Up to one binary search and insert (`O(logS + S)`).
         * - I/O: 1 read `O(S)`, up to 1 mutate `O(S)`. Up to one remove.
         * - One event.
         * - Storage: inserts one item, value size bounded by `MaxSignatories`, with a deposit
         * taken for its lifetime of `DepositBase + threshold * DepositFactor`.
         */
        "approve_as_multi": {
            "threshold": number;
            "other_signatories": Anonymize<Ia2lhg7l2hilo3>;
            "maybe_timepoint"?: Anonymize<I95jfd8j5cr5eh>;
            "call_hash": SizedHex<32>;
            "max_weight": Anonymize<I4q39t5hn830vp>;
        };
        /**
         * Cancel a pre-existing, on-going multisig transaction. Any deposit reserved previously
         * for this operation will be unreserved on success.
         *
         * The dispatch origin for this call must be _Signed_.
         *
         * - `threshold`: The total number of approvals for this dispatch before it is executed.
         * - `other_signatories`: The accounts (other than the sender) who can approve this
         * dispatch. May not be empty.
         * - `timepoint`: The timepoint (block number and transaction index) of the first approval
         * transaction for this dispatch.
         * - `call_hash`: The hash of the call to be executed.
         *
         * ## Complexity
         * - `O(S)`.
         * - Up to one balance-reserve or unreserve operation.
         * - One passthrough operation, one insert, both `O(S)` where `S` is the number of
         * signatories. `S` is capped by `MaxSignatories`, with weight being proportional.
         * - One encode & hash, both of complexity `O(S)`.
         * - One event.
         * - I/O: 1 read `O(S)`, one remove.
         * - Storage: removes one item.
         */
        "cancel_as_multi": {
            "threshold": number;
            "other_signatories": Anonymize<Ia2lhg7l2hilo3>;
            "timepoint": Anonymize<Itvprrpb0nm3o>;
            "call_hash": SizedHex<32>;
        };
        /**
         * Poke the deposit reserved for an existing multisig operation.
         *
         * The dispatch origin for this call must be _Signed_ and must be the original depositor of
         * the multisig operation.
         *
         * The transaction fee is waived if the deposit amount has changed.
         *
         * - `threshold`: The total number of approvals needed for this multisig.
         * - `other_signatories`: The accounts (other than the sender) who are part of the
         * multisig.
         * - `call_hash`: The hash of the call this deposit is reserved for.
         *
         * Emits `DepositPoked` if successful.
         */
        "poke_deposit": {
            "threshold": number;
            "other_signatories": Anonymize<Ia2lhg7l2hilo3>;
            "call_hash": SizedHex<32>;
        };
    }>;
    "Proxy": Anonymize<I2o378oud20hlm>;
    "Preimage": Enum<{
        /**
         * Register a preimage on-chain.
         *
         * If the preimage was previously requested, no fees or deposits are taken for providing
         * the preimage. Otherwise, a deposit is taken proportional to the size of the preimage.
         */
        "note_preimage": {
            "bytes": Uint8Array;
        };
        /**
         * Clear an unrequested preimage from the runtime storage.
         *
         * If `len` is provided, then it will be a much cheaper operation.
         *
         * - `hash`: The hash of the preimage to be removed from the store.
         * - `len`: The length of the preimage of `hash`.
         */
        "unnote_preimage": Anonymize<I1jm8m1rh9e20v>;
        /**
         * Request a preimage be uploaded to the chain without paying any fees or deposits.
         *
         * If the preimage requests has already been provided on-chain, we unreserve any deposit
         * a user may have paid, and take the control of the preimage out of their hands.
         */
        "request_preimage": Anonymize<I1jm8m1rh9e20v>;
        /**
         * Clear a previously made request for a preimage.
         *
         * NOTE: THIS MUST NOT BE CALLED ON `hash` MORE TIMES THAN `request_preimage`.
         */
        "unrequest_preimage": Anonymize<I1jm8m1rh9e20v>;
        /**
         * Ensure that the bulk of pre-images is upgraded.
         *
         * The caller pays no fee if at least 90% of pre-images were successfully updated.
         */
        "ensure_updated": {
            "hashes": Anonymize<Ic5m5lp1oioo8r>;
        };
    }>;
    "Scheduler": Enum<{
        /**
         * Anonymously schedule a task.
         */
        "schedule": {
            "when": number;
            "maybe_periodic"?: Anonymize<Iep7au1720bm0e>;
            "priority": number;
            "call": TxCallData;
        };
        /**
         * Cancel a scheduled task (named or anonymous), by providing the block it is scheduled for
         * execution in, as well as the index of the task in that block's agenda.
         *
         * In the case of a named task, it will remove it from the lookup table as well.
         */
        "cancel": Anonymize<I5n4sebgkfr760>;
        /**
         * Schedule a named task.
         */
        "schedule_named": {
            "id": SizedHex<32>;
            "when": number;
            "maybe_periodic"?: Anonymize<Iep7au1720bm0e>;
            "priority": number;
            "call": TxCallData;
        };
        /**
         * Cancel a named scheduled task.
         */
        "cancel_named": {
            "id": SizedHex<32>;
        };
        /**
         * Anonymously schedule a task after a delay.
         */
        "schedule_after": {
            "after": number;
            "maybe_periodic"?: Anonymize<Iep7au1720bm0e>;
            "priority": number;
            "call": TxCallData;
        };
        /**
         * Schedule a named task after a delay.
         */
        "schedule_named_after": {
            "id": SizedHex<32>;
            "after": number;
            "maybe_periodic"?: Anonymize<Iep7au1720bm0e>;
            "priority": number;
            "call": TxCallData;
        };
        /**
         * Set a retry configuration for a task so that, in case its scheduled run fails, it will
         * be retried after `period` blocks, for a total amount of `retries` retries or until it
         * succeeds.
         *
         * Tasks which need to be scheduled for a retry are still subject to weight metering and
         * agenda space, same as a regular task. If a periodic task fails, it will be scheduled
         * normally while the task is retrying.
         *
         * Tasks scheduled as a result of a retry for a periodic task are unnamed, non-periodic
         * clones of the original task. Their retry configuration will be derived from the
         * original task's configuration, but will have a lower value for `remaining` than the
         * original `total_retries`.
         *
         * This call **cannot** be used to set a retry configuration for a named task.
         */
        "set_retry": {
            "task": Anonymize<I9jd27rnpm8ttv>;
            "retries": number;
            "period": number;
        };
        /**
         * Set a retry configuration for a named task so that, in case its scheduled run fails, it
         * will be retried after `period` blocks, for a total amount of `retries` retries or until
         * it succeeds.
         *
         * Tasks which need to be scheduled for a retry are still subject to weight metering and
         * agenda space, same as a regular task. If a periodic task fails, it will be scheduled
         * normally while the task is retrying.
         *
         * Tasks scheduled as a result of a retry for a periodic task are unnamed, non-periodic
         * clones of the original task. Their retry configuration will be derived from the
         * original task's configuration, but will have a lower value for `remaining` than the
         * original `total_retries`.
         *
         * This is the only way to set a retry configuration for a named task.
         */
        "set_retry_named": {
            "id": SizedHex<32>;
            "retries": number;
            "period": number;
        };
        /**
         * Removes the retry configuration of a task.
         */
        "cancel_retry": {
            "task": Anonymize<I9jd27rnpm8ttv>;
        };
        /**
         * Cancel the retry configuration of a named task.
         */
        "cancel_retry_named": {
            "id": SizedHex<32>;
        };
    }>;
    "Assets": Anonymize<I885rd9smlqfti>;
    "PoolAssets": Anonymize<I885rd9smlqfti>;
    "AssetConversion": Enum<{
        /**
         * Creates an empty liquidity pool and an associated new `lp_token` asset
         * (the id of which is returned in the `Event::PoolCreated` event).
         *
         * Once a pool is created, someone may [`Pallet::add_liquidity`] to it.
         */
        "create_pool": {
            "asset1": Anonymize<Ikjpbtmstl9nm>;
            "asset2": Anonymize<Ikjpbtmstl9nm>;
        };
        /**
         * Provide liquidity into the pool of `asset1` and `asset2`.
         * NOTE: an optimal amount of asset1 and asset2 will be calculated and
         * might be different than the provided `amount1_desired`/`amount2_desired`
         * thus you should provide the min amount you're happy to provide.
         * Params `amount1_min`/`amount2_min` represent that.
         * `mint_to` will be sent the liquidity tokens that represent this share of the pool.
         *
         * NOTE: when encountering an incorrect exchange rate and non-withdrawable pool liquidity,
         * batch an atomic call with [`Pallet::add_liquidity`] and
         * [`Pallet::swap_exact_tokens_for_tokens`] or [`Pallet::swap_tokens_for_exact_tokens`]
         * calls to render the liquidity withdrawable and rectify the exchange rate.
         *
         * Once liquidity is added, someone may successfully call
         * [`Pallet::swap_exact_tokens_for_tokens`].
         */
        "add_liquidity": {
            "asset1": Anonymize<Ikjpbtmstl9nm>;
            "asset2": Anonymize<Ikjpbtmstl9nm>;
            "amount1_desired": bigint;
            "amount2_desired": bigint;
            "amount1_min": bigint;
            "amount2_min": bigint;
            "mint_to": SS58String;
        };
        /**
         * Allows you to remove liquidity by providing the `lp_token_burn` tokens that will be
         * burned in the process. With the usage of `amount1_min_receive`/`amount2_min_receive`
         * it's possible to control the min amount of returned tokens you're happy with.
         */
        "remove_liquidity": {
            "asset1": Anonymize<Ikjpbtmstl9nm>;
            "asset2": Anonymize<Ikjpbtmstl9nm>;
            "lp_token_burn": bigint;
            "amount1_min_receive": bigint;
            "amount2_min_receive": bigint;
            "withdraw_to": SS58String;
        };
        /**
         * Swap the exact amount of `asset1` into `asset2`.
         * `amount_out_min` param allows you to specify the min amount of the `asset2`
         * you're happy to receive.
         *
         * [`AssetConversionApi::quote_price_exact_tokens_for_tokens`] runtime call can be called
         * for a quote.
         */
        "swap_exact_tokens_for_tokens": {
            "path": Anonymize<I12no2fg2bdffe>;
            "amount_in": bigint;
            "amount_out_min": bigint;
            "send_to": SS58String;
            "keep_alive": boolean;
        };
        /**
         * Swap any amount of `asset1` to get the exact amount of `asset2`.
         * `amount_in_max` param allows to specify the max amount of the `asset1`
         * you're happy to provide.
         *
         * [`AssetConversionApi::quote_price_tokens_for_exact_tokens`] runtime call can be called
         * for a quote.
         */
        "swap_tokens_for_exact_tokens": {
            "path": Anonymize<I12no2fg2bdffe>;
            "amount_out": bigint;
            "amount_in_max": bigint;
            "send_to": SS58String;
            "keep_alive": boolean;
        };
        /**
         * Touch an existing pool to fulfill prerequisites before providing liquidity, such as
         * ensuring that the pool's accounts are in place. It is typically useful when a pool
         * creator removes the pool's accounts and does not provide a liquidity. This action may
         * involve holding assets from the caller as a deposit for creating the pool's accounts.
         *
         * The origin must be Signed.
         *
         * - `asset1`: The asset ID of an existing pool with a pair (asset1, asset2).
         * - `asset2`: The asset ID of an existing pool with a pair (asset1, asset2).
         *
         * Emits `Touched` event when successful.
         */
        "touch": {
            "asset1": Anonymize<Ikjpbtmstl9nm>;
            "asset2": Anonymize<Ikjpbtmstl9nm>;
        };
        /**
         * Like [`Pallet::create_pool`], but sets an initial per-pool swap `fee` overriding the
         * global [`Config::LPFee`].
         *
         * Requires [`Config::AdminOrigin`]. `creator` pays the pool setup fee and deposits.
         * `fee` must not exceed [`Config::MaxSwapFee`].
         *
         * Emits both [`Event::PoolCreated`] and [`Event::PoolFeeSet`] on success.
         */
        "create_pool_with_fee": {
            "creator": SS58String;
            "asset1": Anonymize<Ikjpbtmstl9nm>;
            "asset2": Anonymize<Ikjpbtmstl9nm>;
            "fee": number;
        };
        /**
         * Set the per-pool swap `fee` for an existing pool, overriding the global
         * [`Config::LPFee`].
         *
         * Requires [`Config::AdminOrigin`]. `fee` must not exceed [`Config::MaxSwapFee`].
         *
         * Emits [`Event::PoolFeeSet`] on success.
         */
        "set_pool_fee": Anonymize<Ied3h58e6qlrmv>;
    }>;
    "AssetRewards": Enum<{
        /**
         * Create a new reward pool.
         *
         * Parameters:
         * - `origin`: must be `Config::CreatePoolOrigin`;
         * - `staked_asset_id`: the asset to be staked in the pool;
         * - `reward_asset_id`: the asset to be distributed as rewards;
         * - `reward_rate_per_block`: the amount of reward tokens distributed per block;
         * - `expiry`: the block number at which the pool will cease to accumulate rewards. The
         * [`DispatchTime::After`] variant evaluated at the execution time.
         * - `admin`: the account allowed to extend the pool expiration, increase the rewards rate
         * and receive the unutilized reward tokens back after the pool completion. If `None`,
         * the caller is set as an admin.
         */
        "create_pool": {
            "staked_asset_id": Anonymize<I37de6ndesip1h>;
            "reward_asset_id": Anonymize<I37de6ndesip1h>;
            "reward_rate_per_block": bigint;
            "expiry": TraitsScheduleDispatchTime;
            "admin"?: Anonymize<Ihfphjolmsqq1>;
        };
        /**
         * Stake additional tokens in a pool.
         *
         * A freeze is placed on the staked tokens.
         */
        "stake": {
            "pool_id": number;
            "amount": bigint;
        };
        /**
         * Unstake tokens from a pool.
         *
         * Removes the freeze on the staked tokens.
         *
         * Parameters:
         * - origin: must be the `staker` if the pool is still active. Otherwise, any account.
         * - pool_id: the pool to unstake from.
         * - amount: the amount of tokens to unstake.
         * - staker: the account to unstake from. If `None`, the caller is used.
         */
        "unstake": {
            "pool_id": number;
            "amount": bigint;
            "staker"?: Anonymize<Ihfphjolmsqq1>;
        };
        /**
         * Harvest unclaimed pool rewards.
         *
         * Parameters:
         * - origin: must be the `staker` if the pool is still active. Otherwise, any account.
         * - pool_id: the pool to harvest from.
         * - staker: the account for which to harvest rewards. If `None`, the caller is used.
         */
        "harvest_rewards": {
            "pool_id": number;
            "staker"?: Anonymize<Ihfphjolmsqq1>;
        };
        /**
         * Modify a pool reward rate.
         *
         * Currently the reward rate can only be increased.
         *
         * Only the pool admin may perform this operation.
         */
        "set_pool_reward_rate_per_block": Anonymize<I3fl7kvh9tccu2>;
        /**
         * Modify a pool admin.
         *
         * Only the pool admin may perform this operation.
         */
        "set_pool_admin": Anonymize<I51711mrb372ih>;
        /**
         * Set when the pool should expire.
         *
         * Currently the expiry block can only be extended.
         *
         * Only the pool admin may perform this operation.
         */
        "set_pool_expiry_block": {
            "pool_id": number;
            "new_expiry": TraitsScheduleDispatchTime;
        };
        /**
         * Convenience method to deposit reward tokens into a pool.
         *
         * This method is not strictly necessary (tokens could be transferred directly to the
         * pool pot address), but is provided for convenience so manual derivation of the
         * account id is not required.
         */
        "deposit_reward_tokens": {
            "pool_id": number;
            "amount": bigint;
        };
        /**
         * Cleanup a pool.
         *
         * Origin must be the pool admin.
         *
         * Cleanup storage, release any associated storage cost and return the remaining reward
         * tokens to the admin.
         */
        "cleanup_pool": Anonymize<I931cottvong90>;
    }>;
    "Channels": Anonymize<I1fkgutt3t13dj>;
    "Mpp": Anonymize<Ifbuk8gt7d53g9>;
    "Rebalancing": Anonymize<Icg9ld1b13fkmo>;
    "Lsp": Anonymize<I5usocogt297cp>;
    "Watchtowers": Anonymize<Id9g6gs7jc9c7j>;
    "Swaps": Anonymize<Iejdjlj50j44i9>;
    "Streaming": Anonymize<I1u7ahqvaouvlv>;
    "Recurring": Anonymize<I39h8rs8sc34ph>;
    "Dex": Anonymize<Iej82jvepi0g91>;
}>;
export type GrandpaEquivocation = Enum<{
    "Prevote": {
        "round_number": bigint;
        "identity": SizedHex<32>;
        "first": [{
            "target_hash": SizedHex<32>;
            "target_number": number;
        }, SizedHex<64>];
        "second": [{
            "target_hash": SizedHex<32>;
            "target_number": number;
        }, SizedHex<64>];
    };
    "Precommit": {
        "round_number": bigint;
        "identity": SizedHex<32>;
        "first": [{
            "target_hash": SizedHex<32>;
            "target_number": number;
        }, SizedHex<64>];
        "second": [{
            "target_hash": SizedHex<32>;
            "target_number": number;
        }, SizedHex<64>];
    };
}>;
export declare const GrandpaEquivocation: GetEnum<GrandpaEquivocation>;
export type I95jfd8j5cr5eh = (Anonymize<Itvprrpb0nm3o>) | undefined;
export type Iep7au1720bm0e = (Anonymize<I9jd27rnpm8ttv>) | undefined;
export type I12no2fg2bdffe = Array<Anonymize<Ikjpbtmstl9nm>>;
export type TraitsScheduleDispatchTime = Enum<{
    "At": number;
    "After": number;
}>;
export declare const TraitsScheduleDispatchTime: GetEnum<TraitsScheduleDispatchTime>;
export type I6052turo9tavh = (Anonymize<I3qklfjubrljqh>) | undefined;
export type Iemk0s5gdc9ruv = (Anonymize<I78s05f59eoi8b>) | undefined;
export type I36villvfod988 = (Anonymize<Icqqgsb4d6mmmu>) | undefined;
export type Iaiakcnde413r6 = (Anonymize<I4fasf1ii07qm>) | undefined;
export type Iaufecq1dnnn2n = ({
    "preimage": SizedHex<32>;
    "revealed_ms": bigint;
    "retained_until_ms": bigint;
}) | undefined;
export type Iq8k60kimtjg8 = (Anonymize<I3qdo61a3ilofp>) | undefined;
export type I60daha0se02l1 = (Anonymize<Ib8n8693avt5bm>) | undefined;
export type Ibtb4793gfmork = (Anonymize<I4gf06j9s6k70m>) | undefined;
export type I4ermfdjc9nq67 = (Anonymize<I900fn5tm44512>) | undefined;
export type Ifp3pb9cjkomd3 = Array<[number, Anonymize<Ifdohmgmmbd0hi>]>;
export type Ie6uqetuhgqt0u = ResultPayload<{
    "routes": Anonymize<Ifsbi4blj05oqo>;
    "fee": bigint;
    "hold_fee": bigint;
    "least_fee": bigint;
}, {
    "shortfall": Enum<{
        "Request": undefined;
        "NoRoute": undefined;
        "Amount": {
            "most": bigint;
        };
        "Parts": {
            "needed": number;
        };
        "Fee": {
            "cheapest": bigint;
        };
        "TooLarge": undefined;
    }>;
    "exact": boolean;
}>;
export type I69o7jl645fc46 = ({
    "policy": Anonymize<Id2n6og12e4ijv>;
    "standing": Anonymize<If1snqj4ja0i2s>;
    "is_due": boolean;
    "spending": Anonymize<I3ukvmji59fg16>;
    "last_look_ms"?: Anonymize<I35p85j063s0il>;
    "failures": number;
    "channel_policies": number;
}) | undefined;
export type Icioj4ooh6sgub = ResultPayload<Array<{
    "channel": bigint;
    "holding": Anonymize<I6ruunhncid1ba>;
    "ratio": number;
    "amount": bigint;
    "direction": Enum<{
        "Give": undefined;
        "Take": undefined;
    }>;
    "priority": Enum<{
        "Low": undefined;
        "Medium": undefined;
        "High": undefined;
        "Critical": undefined;
    }>;
    "reason": Enum<{
        "BelowLow": bigint;
        "AboveHigh": bigint;
        "OffTarget": undefined;
    }>;
    "mode": Anonymize<I9eppobf8g69kv>;
    "cycle"?: (Anonymize<I8q7ibbmfa6fse>) | undefined;
    "fee"?: Anonymize<I35p85j063s0il>;
    "complete": boolean;
}>, Enum<{
    "TooLarge": undefined;
}>>;
export type I5j8m8bk9iaiqo = {
    "cycles": Anonymize<Ifsbi4blj05oqo>;
    "amount": bigint;
    "fee": bigint;
    "report"?: (Anonymize<I610b184qekt73>) | undefined;
    "complete": boolean;
};
export type I754m6jhv8mrsv = (Anonymize<I6t0pfa6fe5o2l>) | undefined;
export type Icb0n124bkt18a = (Anonymize<Iabmh1vijlhofc>) | undefined;
export type Itpcrnhc983mp = Array<[SS58String, Anonymize<Iabmh1vijlhofc>]>;
export type I1b2c9h36gfo6f = ({
    "provider": SS58String;
    "fee": bigint;
    "terms": Anonymize<Ie9ehq5s3kvmos>;
}) | undefined;
export type I9qdocaf87cpg = ({
    "lease": Anonymize<Idp9vuhbvgeshi>;
    "earned": bigint;
    "dry_ms": bigint;
    "over_ms": bigint;
    "excess_ms": bigint;
}) | undefined;
export type I6mqh5h92hs12m = (Anonymize<Ia3sb5v23qqas2>) | undefined;
export type Iban6gcqrrhmec = {
    "all": Anonymize<I6ldd3c2c7n8q8>;
    "regions": Array<[number, Anonymize<I6ldd3c2c7n8q8>]>;
};
export type I6ldd3c2c7n8q8 = {
    "pool": Anonymize<I7rv4oa5ftgast>;
    "utilisation": number;
};
export type I14btb5lslo9it = ({
    "tower": Anonymize<I75hse2g59sgfb>;
    "is_silent": boolean;
    "uptime_ppm": number;
    "keeps_uptime": boolean;
    "points": number;
    "capacity": number;
    "response_ms"?: Anonymize<I35p85j063s0il>;
    "collectable": bigint;
}) | undefined;
export type Iapc25mhoums1f = (Anonymize<Idr7drejvjvs3d>) | undefined;
export type I4h5lr6mh6pcbo = Array<{
    "tower": bigint;
    "after_ms": bigint;
    "response_ms": bigint;
    "is_silent": boolean;
    "cover": bigint;
}>;
export type Ieg2ilbav7fnjl = (Anonymize<I57efqcc5pi4qp>) | undefined;
export type I199ufmbpohul4 = (Anonymize<I15bhfsuqikj2r>) | undefined;
export type I9cpm6k6j4d96c = Array<[SizedHex<32>, Anonymize<I15bhfsuqikj2r>]>;
export type I7m76jf1lm242l = (Anonymize<I44d7dgemgn7p7>) | undefined;
export type I89mdd5rqu29t6 = Array<{
    "bond_by_ms": bigint;
    "lock_by_ms": bigint;
    "deadline_ms": bigint;
}>;
export type Iaqvk2ekhcppld = AnonymousEnum<{
    "HandBack": undefined;
    "Divide": Anonymize<Ie94thr6c1acra>;
}>;
export type Iabpgqcjikia83 = (Uint8Array) | undefined;
export type Icn72uhasplgj8 = (Anonymize<I4tcch96b50673>) | undefined;
export type Iceus3hch80ofq = (Anonymize<Icj3nd16q9eoib>) | undefined;
export type Ivnprkgfs15jh = Array<Anonymize<Icj3nd16q9eoib>>;
export type I23msqrjmqoisi = Array<[SS58String, Anonymize<I4tcch96b50673>]>;
export type I6c02mgr30kk3 = ({
    "to_send": bigint;
    "open_fee": bigint;
}) | undefined;
export type Ifji7hmkjoq8v2 = (Anonymize<I1aovthdehfh89>) | undefined;
export type I56tte2ts2a9bt = ({
    "stream": Anonymize<I1aovthdehfh89>;
    "status": Enum<{
        "Pending": undefined;
        "Streaming": undefined;
        "Paused": undefined;
        "Dry": undefined;
        "Ended": Anonymize<I1s1b0lncbk0tq>;
    }>;
    "owed": bigint;
    "runs_out_ms"?: Anonymize<I35p85j063s0il>;
}) | undefined;
export type Ij2dmofo5vpbb = (Anonymize<Iekkc8mn94258g>) | undefined;
export type I1977t8v2g6ctl = (Anonymize<I2kme5itbo6qt>) | undefined;
export type I6fd6p8n501p0v = (Anonymize<Ide12tntqluh75>) | undefined;
export type I5j6lroculougc = (Anonymize<I7u9sqheoousl6>) | undefined;
export type I1feoh1q6qoh3h = ({
    "phase": Enum<{
        "Trial": undefined;
        "Active": undefined;
        "PastDue": undefined;
        "Suspended": undefined;
        "Paused": undefined;
    }>;
    "paid_until_ms": bigint;
    "next"?: (Anonymize<I200n1ov5tbcvr>) | undefined;
    "owed_periods": bigint;
    "owed": bigint;
}) | undefined;
export type I6mnmbus3q10k8 = (Anonymize<I8l8vve2t0e4ae>) | undefined;
export type Ibobbdne8fdhk3 = (FixedSizeArray<2, Anonymize<I4arjljr6dpflb>>) | undefined;
export type Ie9rtg10s8e488 = Array<{
    "tick": number;
    "lots": bigint;
    "quote": bigint;
}>;
export type I2jfjmv5pjqr8v = ({
    "lots": bigint;
    "quote": bigint;
    "fee": bigint;
    "end": Anonymize<Iaf25a5pbdrp6t>;
}) | undefined;
export type Ifguegcvn1kcc0 = ({
    "spent": bigint;
    "got": bigint;
    "hops": Array<{
        "spent": bigint;
        "got": bigint;
        "lots": bigint;
        "pool_in": bigint;
        "pool_out": bigint;
    }>;
}) | undefined;
export type Ianf93tpchf9v0 = Array<{
    "order": Anonymize<Ial17go4e2456f>;
    "filled": bigint;
    "open": bigint;
}>;
export type I8skdbo5diu6ha = {
    "free": bigint;
    "locked": bigint;
    "unsettled": bigint;
};
export type I20goeje8a6tm4 = ({
    "base": bigint;
    "quote": bigint;
    "before"?: Anonymize<I4arjljr6dpflb>;
    "last"?: Anonymize<I4arjljr6dpflb>;
}) | undefined;
export type I8vn4qo9dvj6ps = ([bigint, bigint]) | undefined;
export {};
