//! The events: all that a client needs, so that nobody has to decode calls. A section of the pallet
//! module.

use frame_support::pallet_macros::pallet_section;

#[pallet_section]
mod events {
	#[allow(missing_docs)]
	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// A payee published a plan.
		PlanCreated { plan: PlanId, payee: T::AccountId, details: PlanDetails<AssetIdOf<T>> },
		/// A plan has other details for new subscribers. Subscriptions are as they were.
		PlanEdited {
			plan: PlanId,
			/// After the change.
			edition: u32,
			details: PlanDetails<AssetIdOf<T>>,
		},
		/// A plan takes no more subscribers.
		PlanRetired { plan: PlanId },
		/// A retired plan has no subscription any more: it is gone and its deposit returned.
		PlanRemoved { plan: PlanId },
		/// A payer allows a payee to be paid.
		Subscribed {
			subscription: SubscriptionId,
			payer: T::AccountId,
			payee: T::AccountId,
			asset: AssetIdOf<T>,
			/// None for a direct authorisation.
			plan: Option<PlanId>,
			terms: Terms,
			limits: Limits,
			/// The due instant of period 0.
			anchor_ms: Moment,
		},
		/// A period is paid.
		Paid {
			subscription: SubscriptionId,
			/// Counted from 0 at the first due instant.
			period: u64,
			due_ms: Moment,
			/// Transferred now; what was paid ahead made up for the rest of the price.
			amount: Balance,
			/// Transferred so far, charges included.
			paid: Balance,
			/// Periods paid so far.
			payments: u32,
			/// After the payment.
			paid_until_ms: Moment,
		},
		/// A period could not be paid.
		PaymentFailed {
			subscription: SubscriptionId,
			period: u64,
			/// The amount that was to be transferred.
			amount: Balance,
			cause: Cause,
			/// The error of the asset.
			error: DispatchError,
			/// The instant of the next try; none by itself if none.
			retry_ms: Option<Moment>,
		},
		/// Periods were forgiven: they were missed, and only the latest is to be paid; or they came due
		/// during a pause.
		PeriodsSkipped { subscription: SubscriptionId, first: u64, count: u64 },
		/// A payment failed too often through no lack of money. It is owed, and anybody may settle it.
		Suspended { subscription: SubscriptionId },
		/// A subscription is over and its deposit returned.
		Ended {
			subscription: SubscriptionId,
			reason: EndReason,
			/// Transferred in all.
			paid: Balance,
			/// Periods paid in all.
			payments: u32,
			paid_until_ms: Moment,
		},
		/// A party began a break: what comes due meanwhile is not owed.
		Paused {
			subscription: SubscriptionId,
			/// The party that may resume it.
			by: Party,
		},
		/// The break is over.
		Resumed {
			subscription: SubscriptionId,
			/// None if no period is ever to be paid.
			next_due_ms: Option<Moment>,
		},
		/// The payer set other limits.
		LimitsSet { subscription: SubscriptionId, limits: Limits },
		/// The payee proposed another price, or withdrew the proposal.
		PriceProposed {
			subscription: SubscriptionId,
			/// None if withdrawn.
			price: Option<Balance>,
		},
		/// The payer accepted another price: the next period that is paid costs that.
		PriceChanged { subscription: SubscriptionId, old: Balance, new: Balance },
		/// The payer went over to a plan's present terms.
		PlanChanged {
			subscription: SubscriptionId,
			old: Option<PlanId>,
			new: PlanId,
			/// Those of the new plan.
			terms: Terms,
			/// Paid and not used up; it counts towards the new plan.
			credit: Balance,
			/// The due instant of the first period of the new terms.
			anchor_ms: Moment,
		},
		/// The payee charged something beside the price.
		Charged {
			subscription: SubscriptionId,
			amount: Balance,
			/// The payee's own.
			reference: H256,
			/// Charged in this period so far.
			charged: Balance,
			/// Transferred so far.
			paid: Balance,
		},
		/// The payer had old notes forgotten.
		HistoryPruned {
			subscription: SubscriptionId,
			/// After the change.
			left: u32,
		},
		/// The hook could not do what is due. It waits until somebody settles it.
		ServiceFailed { due: Due, error: DispatchError },
		/// A deposit could not be returned and stays held. What it was for is gone all the same.
		DepositKept { who: T::AccountId, error: DispatchError },
		/// The payer paid for a run by the hook, whatever came of it.
		HookFeePaid {
			subscription: SubscriptionId,
			/// In the native coin.
			fee: Balance,
		},
	}
}
