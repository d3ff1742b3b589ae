//! Events: all that a client or a tower needs to follow, so that nobody has to decode calls. A
//! section of the pallet module.

use frame_support::pallet_macros::pallet_section;

#[pallet_section]
mod events {
	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	#[allow(missing_docs)]
	pub enum Event<T: Config> {
		/// There is a new tower.
		Registered {
			tower: TowerId,
			owner: T::AccountId,
			asset: AssetIdOf<T>,
			bond: Balance,
			terms: Terms,
			region: u16,
		},
		/// On these terms a tower can be hired from now on.
		TermsSet { tower: TowerId, terms: Terms },
		/// A tower is elsewhere, or is sealed to by another key.
		ProfileSet { tower: TowerId },
		/// Another key signs for a tower from an instant on.
		KeySet { tower: TowerId, key: T::AccountId, since_ms: Moment },
		/// A tower's bond is larger or smaller.
		BondChanged {
			tower: TowerId,
			/// After the change.
			bond: Balance,
			/// After the change.
			covered: Balance,
		},
		/// A tower has shown that it is there.
		Beaten { tower: TowerId },
		/// Nobody has heard of a tower for too long: it is the turn of the next ones, for all that
		/// it watches.
		Silent {
			tower: TowerId,
			since_ms: Moment,
			/// How many hires it has.
			watches: u32,
		},
		/// A tower is there again.
		Returned { tower: TowerId, silent_ms: Moment },
		/// A tower says that it leaves.
		Leaving { tower: TowerId, leaves_ms: Moment },
		/// A tower has left, with its bond and what it had earned.
		Retired { tower: TowerId, paid: Balance },
		/// What a tower has earned was paid out.
		Collected { tower: TowerId, amount: Balance },
		/// A party has hired a tower for its channel.
		Hired {
			channel: ChannelId,
			side: Side,
			tower: TowerId,
			/// Which of the tower's hires.
			hire: u64,
			rate: Rate,
			cover: Balance,
			response_ms: Moment,
			deposit: Balance,
			/// How many towers come before it.
			place: u32,
		},
		/// Somebody added to what a tower is paid from.
		ToppedUp {
			channel: ChannelId,
			side: Side,
			tower: TowerId,
			by: T::AccountId,
			amount: Balance,
			/// After the change, spent or not.
			deposit: Balance,
		},
		/// The towers of a party have another order.
		Reordered { channel: ChannelId, side: Side, order: Vec<TowerId> },
		/// A tower is paid no more for a channel, and has nothing to answer there any more.
		HireEnded {
			channel: ChannelId,
			side: Side,
			tower: TowerId,
			reason: EndReason,
			/// Of the deposit, to the client.
			back: Balance,
		},
		/// Nobody watches a channel for this party any more.
		WatchEnded { channel: ChannelId, side: Side },
		/// A client has put its newest record on the chain.
		Posted { channel: ChannelId, side: Side, version: u64 },
		/// A channel that is watched begins to close: a party does so alone.
		Alarmed { channel: ChannelId, version: u64 },
		/// Somebody presented a later state of it.
		Answered { channel: ChannelId, by: T::AccountId, version: u64, response_ms: Moment },
		/// A tower let an older state settle than it had signed for, or something be taken out by one,
		/// and has paid for it what others have not.
		Missed {
			channel: ChannelId,
			side: Side,
			tower: TowerId,
			/// What the party has lost by it.
			loss: Balance,
			/// Paid by this tower, now.
			compensation: Balance,
			/// Paid by all towers.
			compensated: Balance,
			/// After the change.
			bond: Balance,
		},
		/// A client wants back what a tower has signed for: the tower has to publish it.
		Demanded {
			channel: ChannelId,
			side: Side,
			tower: TowerId,
			/// Of the state that it came with.
			version: u64,
			backup: H256,
			/// By when; what the chain stands still is added.
			due_ms: Moment,
			/// In the native coin.
			deposit: Balance,
		},
		/// A tower has published what was demanded, or a later state: it is in this block.
		Delivered {
			channel: ChannelId,
			side: Side,
			tower: TowerId,
			/// Of what was published.
			version: u64,
			/// The tower owner's now, in the native coin.
			deposit: Balance,
		},
		/// A demand is over that nobody has answered, nor had to.
		DemandEnded {
			channel: ChannelId,
			side: Side,
			tower: TowerId,
			reason: DemandEnd,
			/// In the native coin.
			deposit: Balance,
		},
		/// A tower did not publish what was demanded, and has paid its cover for that.
		Withheld {
			channel: ChannelId,
			side: Side,
			tower: TowerId,
			/// Of the state that it came with.
			version: u64,
			compensation: Balance,
			/// After the change.
			bond: Balance,
		},
		/// Something counts for a tower, or against it.
		Marked {
			tower: TowerId,
			mark: Mark,
			/// Its score then.
			points: u32,
			/// What it has paid so that a win counts.
			levy: Balance,
		},
		/// A payout was refused by the asset. Its owner claims it when it can.
		Credited {
			owner: T::AccountId,
			asset: AssetIdOf<T>,
			amount: Balance,
			reason: DispatchError,
		},
		/// A payout that was refused was paid out.
		CreditClaimed {
			owner: T::AccountId,
			asset: AssetIdOf<T>,
			amount: Balance,
			to: T::AccountId,
		},
		/// A storage deposit could not be returned. It stays held.
		DepositKept { who: T::AccountId, error: DispatchError },
		/// Something due failed. It is tried again in an hour.
		ServiceFailed { due: Due, error: DispatchError },
	}
}
