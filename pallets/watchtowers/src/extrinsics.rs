//! The calls. A section of the pallet module.

use frame_support::pallet_macros::pallet_section;

#[pallet_section]
mod extrinsics {
	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Registers a tower in `asset`, with a bond, the `key` that signs its receipts, and the
		/// terms on which it can be hired. It counts as there from now on.
		///
		/// ## Dispatch Origin
		/// Signed, by the owner, who pays the bond and the storage deposit. One tower in each
		/// asset.
		///
		/// ## Cost
		/// O(1): one transfer, four items written, a push on the timetable.
		#[pallet::call_index(0)]
		#[pallet::weight(Pallet::<T>::with_beat(T::WeightInfo::register()))]
		pub fn register(
			origin: OriginFor<T>,
			asset: AssetIdOf<T>,
			#[pallet::compact] bond: Balance,
			key: T::AccountId,
			terms: Terms,
			profile: Profile,
		) -> DispatchResult {
			Self::do_register(ensure_signed(origin)?, asset, bond, key, (profile, terms))
		}

		/// Sets the terms for whoever hires the tower from now on. Hires keep theirs.
		///
		/// ## Dispatch Origin
		/// Signed, by the tower's owner.
		///
		/// ## Cost
		/// One item read and written.
		#[pallet::call_index(1)]
		#[pallet::weight(T::WeightInfo::set_terms())]
		pub fn set_terms(origin: OriginFor<T>, tower: TowerId, terms: Terms) -> DispatchResult {
			Self::do_set_terms(&ensure_signed(origin)?, tower, terms)
		}

		/// Says where the tower is, how to reach it, and to which key clients seal what they send.
		///
		/// ## Dispatch Origin
		/// Signed, by the tower's owner.
		///
		/// ## Cost
		/// One item read and written.
		#[pallet::call_index(2)]
		#[pallet::weight(T::WeightInfo::set_profile())]
		pub fn set_profile(
			origin: OriginFor<T>,
			tower: TowerId,
			profile: Profile,
		) -> DispatchResult {
			Self::do_set_profile(&ensure_signed(origin)?, tower, profile)
		}

		/// Has another key sign the receipts that are accepted from [`Config::BeatMs`] from now on:
		/// so nobody holds one already that is dated so late. What is accepted before is bound by the
		/// key of then. One key at a time waits for its time.
		///
		/// ## Dispatch Origin
		/// Signed, by the tower's owner.
		///
		/// ## Cost
		/// One item read and written.
		#[pallet::call_index(3)]
		#[pallet::weight(T::WeightInfo::set_key())]
		pub fn set_key(origin: OriginFor<T>, tower: TowerId, key: T::AccountId) -> DispatchResult {
			Self::do_set_key(&ensure_signed(origin)?, tower, key)
		}

		/// Adds to a tower's bond.
		///
		/// ## Dispatch Origin
		/// Signed, by the tower's owner.
		///
		/// ## Cost
		/// One transfer, two items read and written.
		#[pallet::call_index(4)]
		#[pallet::weight(T::WeightInfo::add_bond())]
		pub fn add_bond(
			origin: OriginFor<T>,
			tower: TowerId,
			#[pallet::compact] amount: Balance,
		) -> DispatchResult {
			Self::do_add_bond(&ensure_signed(origin)?, tower, amount)
		}

		/// Takes out of a tower's bond what no hire counts on.
		///
		/// ## Dispatch Origin
		/// Signed, by the tower's owner.
		///
		/// ## Cost
		/// One transfer, two items read and written.
		#[pallet::call_index(5)]
		#[pallet::weight(T::WeightInfo::withdraw_bond())]
		pub fn withdraw_bond(
			origin: OriginFor<T>,
			tower: TowerId,
			#[pallet::compact] amount: Balance,
		) -> DispatchResult {
			Self::do_withdraw_bond(&ensure_signed(origin)?, tower, amount)
		}

		/// Shows that a tower is there and follows the chain: names a block of the last
		/// [`Config::MaxBeatAge`] and its hash. To be made at least each [`Config::BeatMs`].
		///
		/// ## Dispatch Origin
		/// Signed, by the tower's owner or the key that signs for it. It pays for the look of the
		/// hook that this makes due.
		///
		/// ## Cost
		/// The tower is read and written, and the hash of a block read; a push where it had been
		/// silent. The same however many channels it watches.
		#[pallet::call_index(6)]
		#[pallet::weight(Pallet::<T>::with_beat(T::WeightInfo::beat()))]
		pub fn beat(
			origin: OriginFor<T>,
			tower: TowerId,
			number: BlockNumberFor<T>,
			hash: T::Hash,
		) -> DispatchResult {
			Self::do_beat(&ensure_signed(origin)?, tower, number, hash)
		}

		/// Says that the tower leaves in [`Config::NoticeMs`]. Nobody can hire it any more; whoever
		/// has gets what it has done until then, and the rest of the deposit back.
		///
		/// ## Dispatch Origin
		/// Signed, by the tower's owner.
		///
		/// ## Cost
		/// One item read and written.
		#[pallet::call_index(7)]
		#[pallet::weight(T::WeightInfo::leave())]
		pub fn leave(origin: OriginFor<T>, tower: TowerId) -> DispatchResult {
			Self::do_leave(&ensure_signed(origin)?, tower)
		}

		/// Takes all out of a tower that has left, and that nobody can claim anything from any
		/// more.
		///
		/// ## Dispatch Origin
		/// Signed, by the tower's owner.
		///
		/// ## Cost
		/// One transfer, three items removed or written.
		#[pallet::call_index(8)]
		#[pallet::weight(T::WeightInfo::retire())]
		pub fn retire(origin: OriginFor<T>, tower: TowerId) -> DispatchResult {
			Self::do_retire(&ensure_signed(origin)?, tower)
		}

		/// Pays out what a tower has earned, but for the last hour or so, of which it is not sure
		/// yet.
		///
		/// ## Dispatch Origin
		/// Signed, by anyone.
		///
		/// ## Cost
		/// One transfer, two items read and written: the same for one channel and for all.
		#[pallet::call_index(9)]
		#[pallet::weight(T::WeightInfo::collect())]
		pub fn collect(origin: OriginFor<T>, tower: TowerId) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_collect(tower)
		}

		/// Hires a tower for the caller's side of an open channel, as the last in the order, for as
		/// long as the deposit lasts. It is hired on its terms, if these are as good as what
		/// the caller `accepts`, or better.
		///
		/// ## Dispatch Origin
		/// Signed, by a party of the channel, or its deputy. It pays the deposit; with the first
		/// tower also the storage deposit.
		///
		/// ## Cost
		/// O(1): one transfer, three items written, a push on the timetable; and what the hook does
		/// when the hire ends: at most four looks, which two pay for, since each is weighed for
		/// [`MAX_HIRES`].
		#[pallet::call_index(10)]
		#[pallet::weight(Pallet::<T>::with_looks(T::WeightInfo::hire(), 2))]
		pub fn hire(
			origin: OriginFor<T>,
			channel: ChannelId,
			tower: TowerId,
			#[pallet::compact] deposit: Balance,
			accepts: Terms,
		) -> DispatchResult {
			let client = ensure_signed(origin)?;
			Self::do_hire(client, channel, tower, deposit, &accepts)
		}

		/// Adds to what a tower is paid from.
		///
		/// ## Dispatch Origin
		/// Signed, by anyone.
		///
		/// ## Cost
		/// One transfer, the channel's watches and the pot read and written.
		#[pallet::call_index(11)]
		#[pallet::weight(Pallet::<T>::with_looks(T::WeightInfo::top_up(), 1))]
		pub fn top_up(
			origin: OriginFor<T>,
			channel: ChannelId,
			side: Side,
			tower: TowerId,
			#[pallet::compact] amount: Balance,
		) -> DispatchResult {
			Self::do_top_up(ensure_signed(origin)?, channel, side, tower, amount)
		}

		/// Puts the caller's towers for a channel in another order.
		///
		/// ## Dispatch Origin
		/// Signed, by the party that has hired them.
		///
		/// ## Cost
		/// One item read and written.
		#[pallet::call_index(12)]
		#[pallet::weight(T::WeightInfo::reorder())]
		pub fn reorder(
			origin: OriginFor<T>,
			channel: ChannelId,
			order: BoundedVec<TowerId, ConstU32<MAX_HIRES>>,
		) -> DispatchResult {
			Self::do_reorder(&ensure_signed(origin)?, channel, order)
		}

		/// Sends a tower away. What it has not earned comes back, but for what is missing to
		/// [`Config::MinHireMs`]; all of it, where the tower is silent or leaves.
		///
		/// ## Dispatch Origin
		/// Signed, by the party that has hired it. Not in a dispute: then it ends by itself.
		///
		/// ## Cost
		/// One transfer, four items read and written.
		#[pallet::call_index(13)]
		#[pallet::weight(T::WeightInfo::dismiss())]
		pub fn dismiss(origin: OriginFor<T>, channel: ChannelId, tower: TowerId) -> DispatchResult {
			Self::do_dismiss(&ensure_signed(origin)?, channel, tower)
		}

		/// Ends what is over of a watch, as the hook does by itself: hires that are dry, of towers
		/// that have left, or of channels that are gone.
		///
		/// ## Dispatch Origin
		/// Signed, by anyone.
		///
		/// ## Cost
		/// O([`MAX_HIRES`]): at most so many towers read and written, and two transfers.
		#[pallet::call_index(14)]
		#[pallet::weight(T::WeightInfo::serve_watch())]
		pub fn end(origin: OriginFor<T>, channel: ChannelId, side: Side) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_end(channel, side)
		}

		/// Puts the caller's newest sealed record for a channel on the chain: whole, if it is
		/// small, or else its hash. For towers that do not answer, and to be found again. The last
		/// one is gone.
		///
		/// ## Dispatch Origin
		/// Signed, by a party that has hired a tower for the channel. It pays a deposit for what is
		/// kept.
		///
		/// ## Cost
		/// The record is read and written, and the channel's watches read: the same for the first
		/// version and the millionth.
		#[pallet::call_index(15)]
		#[pallet::weight(T::WeightInfo::post())]
		pub fn post(
			origin: OriginFor<T>,
			channel: ChannelId,
			version: u64,
			record: Record,
		) -> DispatchResult {
			Self::do_post(&ensure_signed(origin)?, channel, version, record)
		}

		/// Puts a state on the chain in clear, which binds the caller's towers from now on without
		/// their receipts: where one takes the state and signs nothing. It costs the channel's
		/// privacy.
		///
		/// ## Dispatch Origin
		/// Signed, by a party that has hired a tower for the channel. It pays a deposit for the
		/// hash.
		///
		/// ## Cost
		/// Two signatures checked; the record is read and written, the channel and its watches
		/// read.
		#[pallet::call_index(16)]
		#[pallet::weight(T::WeightInfo::post_state())]
		pub fn post_state(
			origin: OriginFor<T>,
			channel: ChannelId,
			state: CoSignedOf<T>,
		) -> DispatchResult {
			Self::do_post_state(&ensure_signed(origin)?, channel, state)
		}

		/// Proves that a tower let an older state settle than one that it is bound to, or the other
		/// party take something out by one, while its client lost by that: pays the loss out of its
		/// bond, up to its cover. Nobody is asked, and nobody votes: all is in the receipt, the state,
		/// and what was noted of the channel. Where both were missed it takes two calls.
		///
		/// ## Dispatch Origin
		/// Signed, by anyone; the client is paid. Until [`Config::ClaimWindowMs`] after the last
		/// HTLC was settled, or after what was requested was done.
		///
		/// ## Cost
		/// Three signatures checked, a preimage looked up for each HTLC, the channel read where
		/// something was taken out of it; one transfer, the channel's watches and the tower read and
		/// written.
		#[pallet::call_index(17)]
		#[pallet::weight(Pallet::<T>::proving_weight(state.body.htlcs.len()))]
		pub fn prove_miss(
			origin: OriginFor<T>,
			channel: ChannelId,
			side: Side,
			evidence: EvidenceOf<T>,
			state: CoSignedOf<T>,
		) -> DispatchResultWithPostInfo {
			ensure_signed(origin)?;
			Self::do_prove_miss(channel, side, evidence, state)
		}

		/// Proves that somebody else had to answer when a tower's time was over, that had signed
		/// for as late a state. It costs the tower a part of its score, and no money.
		///
		/// ## Dispatch Origin
		/// Signed, by anyone, as long as a miss could be proved.
		///
		/// ## Cost
		/// One signature checked; the channel's watches and the tower read and written.
		#[pallet::call_index(18)]
		#[pallet::weight(T::WeightInfo::prove_late())]
		pub fn prove_late(origin: OriginFor<T>, signed: SignedReceiptOf<T>) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_prove_late(signed)
		}

		/// Proves a false report: that a tower presented an older state than one that it had signed
		/// for, its response time or longer before. It costs the tower a part of its score, and no
		/// money.
		///
		/// ## Dispatch Origin
		/// Signed, by anyone, as long as the dispute is kept.
		///
		/// ## Cost
		/// As [`Call::prove_late`].
		#[pallet::call_index(19)]
		#[pallet::weight(T::WeightInfo::prove_late())]
		pub fn prove_false(origin: OriginFor<T>, signed: SignedReceiptOf<T>) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_prove_false(signed)
		}

		/// Takes the caller's credit in `asset`, a payout that was refused earlier, out to `to`.
		///
		/// ## Dispatch Origin
		/// Signed, by the owner of the credit.
		///
		/// ## Cost
		/// O(1): one transfer, one item removed.
		#[pallet::call_index(20)]
		#[pallet::weight(T::WeightInfo::claim_credit())]
		pub fn claim_credit(
			origin: OriginFor<T>,
			asset: AssetIdOf<T>,
			to: T::AccountId,
		) -> DispatchResult {
			let owner = ensure_signed(origin)?;
			Self::ensure_not_pot(&asset, &to)?;
			Money::<T>::claim(&owner, &asset, &to)
		}

		/// Demands of a tower what its receipt names by a hash: the sealed backup. It has to publish
		/// it within [`Config::MinHireMs`], or a later state that both parties have signed; else its
		/// cover is the caller's.
		///
		/// ## Dispatch Origin
		/// Signed, by the party that has hired it, while the hire lasts for as long, or a miss can be
		/// proved for as long. It puts down [`Config::DemandDeposit`]: the tower's, if it answers or
		/// is sent away first.
		///
		/// ## Cost
		/// One signature checked; the channel's watches read and written, the tower read, a deposit
		/// held, a push on the timetable; and what the hook does when the time is over.
		#[pallet::call_index(21)]
		#[pallet::weight(Pallet::<T>::with_looks(T::WeightInfo::demand(), 1))]
		pub fn demand(origin: OriginFor<T>, signed: SignedReceiptOf<T>) -> DispatchResult {
			Self::do_demand(&ensure_signed(origin)?, signed)
		}

		/// Publishes what is demanded of a tower. The client reads it from the block.
		///
		/// ## Dispatch Origin
		/// Signed, by anyone who has it; the deposit is the tower's.
		///
		/// ## Cost
		/// A hash, or two signatures checked; the channel's watches written, the tower read, a deposit
		/// handed over.
		#[pallet::call_index(22)]
		#[pallet::weight(T::WeightInfo::answer())]
		pub fn answer(
			origin: OriginFor<T>,
			channel: ChannelId,
			side: Side,
			tower: TowerId,
			answer: AnswerOf<T>,
		) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_answer(channel, side, tower, answer)
		}
	}
}
