import { default as bloc, type BlocWhitelistEntry } from "./bloc.js";
export { bloc };
export type * from "./bloc.js";
export { DigestItem, Phase, DispatchClass, TokenError, ArithmeticError, TransactionalError, GrandpaEvent, BalanceStatus, PreimagePalletHoldReason, TransactionPaymentEvent, PreimageEvent, BalancesTypesReasons, MultiAddress, BalancesAdjustmentDirection, GrandpaEquivocation, TraitsScheduleDispatchTime } from './common-types.js';
export type WhitelistEntry = BlocWhitelistEntry;
export type WhitelistEntriesByChain = Partial<{
    "*": WhitelistEntry[];
    bloc: WhitelistEntry[];
}>;
