//! What the pallet tells: all that a watcher needs, so that nobody has to decode calls. A section of
//! the pallet module.

use frame_support::pallet_macros::pallet_section;

#[pallet_section]
mod events {
	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// A payee offers something to everybody.
		PlanCreated {
			/// Its name.
			plan: PlanId,
			/// Who is paid.
			payee: T::AccountId,
			/// What is offered.
			offered: PlanTerms<AssetIdOf<T>>,
		},
		/// A plan offers something else to new subscribers. Subscriptions are as they were.
		PlanEdited {
			/// This plan.
			plan: PlanId,
			/// Its edition from now on.
			edition: u32,
			/// What is offered.
			offered: PlanTerms<AssetIdOf<T>>,
		},
		/// A plan takes no more subscribers.
		PlanRetired {
			/// This plan.
			plan: PlanId,
		},
		/// A retired plan has no subscription any more: it is gone and its deposit returned.
		PlanRemoved {
			/// This plan.
			plan: PlanId,
		},
		/// A payer allows a payee to be paid.
		Subscribed {
			/// Its name.
			subscription: SubscriptionId,
			/// Who pays.
			payer: T::AccountId,
			/// Who is paid.
			payee: T::AccountId,
			/// In which asset.
			asset: AssetIdOf<T>,
			/// On which plan, if on one.
			plan: Option<PlanId>,
			/// What is paid and when.
			terms: Terms,
			/// What the payer allows.
			limits: Limits,
			/// When the first period is due.
			anchor_ms: Moment,
		},
		/// A period is paid.
		Paid {
			/// By this subscription.
			subscription: SubscriptionId,
			/// Which period, counted from 0 at the first due instant.
			period: u64,
			/// Since when it was due.
			due_ms: Moment,
			/// What was transferred; what was paid ahead made up for the rest of the price.
			amount: Balance,
			/// Transferred so far, charges included.
			paid: Balance,
			/// Periods paid so far.
			payments: u32,
			/// Until when is paid now.
			paid_until_ms: Moment,
		},
		/// A period could not be paid.
		PaymentFailed {
			/// By this subscription.
			subscription: SubscriptionId,
			/// Which period.
			period: u64,
			/// What was to be transferred.
			amount: Balance,
			/// Of which kind the reason is.
			cause: Cause,
			/// What the asset said.
			error: DispatchError,
			/// When it is tried again; not by itself if none.
			retry_ms: Option<Moment>,
		},
		/// Periods were forgiven: they were missed, and only the latest is to be paid; or they came due
		/// during a pause.
		PeriodsSkipped {
			/// By this subscription.
			subscription: SubscriptionId,
			/// The first of them.
			first: u64,
			/// How many.
			count: u64,
		},
		/// A payment failed too often through no lack of money. It is owed, and anybody may try it
		/// again by a poke.
		Suspended {
			/// This subscription.
			subscription: SubscriptionId,
		},
		/// A subscription is over and its deposit returned.
		Ended {
			/// This subscription.
			subscription: SubscriptionId,
			/// Why.
			reason: EndReason,
			/// What was transferred in all.
			paid: Balance,
			/// How many periods were paid.
			payments: u32,
			/// Until when is paid.
			paid_until_ms: Moment,
		},
		/// A party wants a break: what comes due meanwhile is not owed.
		Paused {
			/// This subscription.
			subscription: SubscriptionId,
			/// Who may resume it.
			by: Party,
		},
		/// The break is over.
		Resumed {
			/// This subscription.
			subscription: SubscriptionId,
			/// When the next period is due, if one is ever to be paid.
			next_due_ms: Option<Moment>,
		},
		/// The payer allows something else.
		LimitsSet {
			/// In this subscription.
			subscription: SubscriptionId,
			/// From now on.
			limits: Limits,
		},
		/// The payee asks for another price, or no longer does.
		PriceOffered {
			/// In this subscription.
			subscription: SubscriptionId,
			/// The price asked for.
			price: Option<Balance>,
		},
		/// The payer accepted another price: the next period that is paid costs that.
		PriceChanged {
			/// In this subscription.
			subscription: SubscriptionId,
			/// Until now.
			old: Balance,
			/// From now on.
			new: Balance,
		},
		/// The payer went over to a plan's present terms.
		PlanChanged {
			/// In this subscription.
			subscription: SubscriptionId,
			/// The plan until now.
			old: Option<PlanId>,
			/// The plan from now on.
			new: PlanId,
			/// Its terms.
			terms: Terms,
			/// What was paid and not used up, and counts towards the new plan.
			credit: Balance,
			/// When the first period of the new terms is due.
			anchor_ms: Moment,
		},
		/// The payee charged something beside the price.
		Charged {
			/// In this subscription.
			subscription: SubscriptionId,
			/// How much.
			amount: Balance,
			/// What for, as the payee names it.
			reference: H256,
			/// Charged in this period so far.
			charged: Balance,
			/// Transferred so far.
			paid: Balance,
		},
		/// The payer had old notes forgotten.
		HistoryPruned {
			/// Of this subscription.
			subscription: SubscriptionId,
			/// How many are left.
			left: u32,
		},
		/// Something went wrong that has nothing to do with a payment. The subscription waits for a
		/// poke.
		ServiceFailed {
			/// This subscription.
			subscription: SubscriptionId,
			/// What.
			error: DispatchError,
		},
		/// A deposit could not be returned and stays held. What it was for is gone all the same.
		DepositKept {
			/// Whose deposit.
			who: T::AccountId,
			/// Why.
			error: DispatchError,
		},
	}
}
