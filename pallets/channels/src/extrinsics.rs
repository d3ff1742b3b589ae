//! The calls: each checks its origin and hands on to one `do_*`, which is under `calls/`. A section of the
//! pallet module.

use frame_support::pallet_macros::pallet_section;

#[pallet_section]
mod extrinsics {
	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Opens a channel with `counterparty` and pays `amount` into the caller's ledger balance.
		///
		/// ## Dispatch Origin
		/// Signed, by the opener, who pays the storage deposit and the amount.
		///
		/// ## Cost
		/// O(1): one transfer, four items written; the first channel in an asset adds the loan of
		/// its minimum balance to the same transfer.
		#[pallet::call_index(0)]
		#[pallet::weight(Pallet::<T>::with_told(T::WeightInfo::open(), Told::Opened))]
		pub fn open(
			origin: OriginFor<T>,
			counterparty: T::AccountId,
			asset: AssetIdOf<T>,
			#[pallet::compact] amount: Balance,
			challenge_period_ms: Moment,
		) -> DispatchResultWithPostInfo {
			let parties = Pair::new(ensure_signed(origin)?, counterparty);
			let amounts = Pair::new(amount, 0);
			let (_, told) = Self::do_open(parties, asset, amounts, challenge_period_ms)?;
			weighed(T::WeightInfo::open(), told)
		}

		/// Proposes a channel that both fund: pays `amount` in and asks `counterparty` to pay
		/// `requested` in before `deadline_ms`.
		///
		/// ## Dispatch Origin
		/// Signed, by the opener, who pays the storage deposit and the amount. Both come back if
		/// the proposal is declined, withdrawn or expires.
		///
		/// ## Cost
		/// As [`Call::open`], and a push on the timetable.
		#[pallet::call_index(1)]
		#[pallet::weight(T::WeightInfo::propose())]
		pub fn propose(
			origin: OriginFor<T>,
			counterparty: T::AccountId,
			asset: AssetIdOf<T>,
			#[pallet::compact] amount: Balance,
			#[pallet::compact] requested: Balance,
			challenge_period_ms: Moment,
			deadline_ms: Moment,
		) -> DispatchResult {
			let parties = Pair::new(ensure_signed(origin)?, counterparty);
			let amounts = Pair::new(amount, requested);
			Self::do_propose(parties, asset, amounts, challenge_period_ms, deadline_ms)
		}

		/// Accepts a proposal: pays what was requested into the caller's ledger balance.
		///
		/// ## Dispatch Origin
		/// Signed, by the counterparty, while `now < deadline_ms`.
		///
		/// ## Cost
		/// O(1): one transfer, two items written.
		#[pallet::call_index(2)]
		#[pallet::weight(Pallet::<T>::with_told(T::WeightInfo::accept(), Told::Opened))]
		pub fn accept(origin: OriginFor<T>, channel: ChannelId) -> DispatchResultWithPostInfo {
			let told = Self::do_accept(&ensure_signed(origin)?, channel)?;
			weighed(T::WeightInfo::accept(), told)
		}

		/// Declines a proposal: the opener gets its money and deposit back.
		///
		/// ## Dispatch Origin
		/// Signed, by the counterparty.
		///
		/// ## Cost
		/// O(1): one transfer, four items removed.
		#[pallet::call_index(3)]
		#[pallet::weight(T::WeightInfo::decline())]
		pub fn decline(origin: OriginFor<T>, channel: ChannelId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			let by = Some((&who, Side::Counterparty));
			Self::do_end_proposal(by, channel, ProposalEnd::Declined)
		}

		/// Withdraws a proposal: the opener gets its money and deposit back.
		///
		/// ## Dispatch Origin
		/// Signed, by the opener.
		///
		/// ## Cost
		/// As [`Call::decline`].
		#[pallet::call_index(4)]
		#[pallet::weight(T::WeightInfo::decline())]
		pub fn withdraw_proposal(origin: OriginFor<T>, channel: ChannelId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			let by = Some((&who, Side::Opener));
			Self::do_end_proposal(by, channel, ProposalEnd::Withdrawn)
		}

		/// Pays `amount` from the caller's account into its ledger balance.
		///
		/// ## Dispatch Origin
		/// Signed, by a party.
		///
		/// ## Cost
		/// O(1): one transfer, two items written.
		#[pallet::call_index(5)]
		#[pallet::weight(Pallet::<T>::with_told(T::WeightInfo::deposit(), Told::LedgerChanged))]
		pub fn deposit(
			origin: OriginFor<T>,
			channel: ChannelId,
			#[pallet::compact] amount: Balance,
		) -> DispatchResultWithPostInfo {
			let told = Self::do_deposit(&ensure_signed(origin)?, channel, amount)?;
			weighed(T::WeightInfo::deposit(), told)
		}

		/// Takes `amount` of the caller's free ledger balance out to its account. Works as long
		/// as there is a channel, also while it is closing or resolving.
		///
		/// ## Dispatch Origin
		/// Signed, by a party.
		///
		/// ## Cost
		/// O(1): one transfer, two items written.
		#[pallet::call_index(6)]
		#[pallet::weight(Pallet::<T>::with_told(T::WeightInfo::withdraw(), Told::LedgerChanged))]
		pub fn withdraw(
			origin: OriginFor<T>,
			channel: ChannelId,
			#[pallet::compact] amount: Balance,
		) -> DispatchResultWithPostInfo {
			let told = Self::do_withdraw(&ensure_signed(origin)?, channel, amount)?;
			weighed(T::WeightInfo::withdraw(), told)
		}

		/// Pays `amount` of the caller's free ledger balance to the other party, at once.
		///
		/// ## Dispatch Origin
		/// Signed, by a party.
		///
		/// ## Cost
		/// One read and one write: the channel. No transfer.
		#[pallet::call_index(7)]
		#[pallet::weight(Pallet::<T>::with_told(T::WeightInfo::pay(), Told::LedgerChanged))]
		pub fn pay(
			origin: OriginFor<T>,
			channel: ChannelId,
			#[pallet::compact] amount: Balance,
		) -> DispatchResultWithPostInfo {
			let told = Self::do_pay(&ensure_signed(origin)?, channel, amount)?;
			weighed(T::WeightInfo::pay(), told)
		}

		/// Sets the terms on which the caller forwards other people's payments over its side of the
		/// channel; `None` withdraws the consent to forward.
		///
		/// ## Dispatch Origin
		/// Signed, by a party.
		///
		/// ## Cost
		/// One read and one write: the channel.
		#[pallet::call_index(8)]
		#[pallet::weight(T::WeightInfo::set_policy())]
		pub fn set_policy(
			origin: OriginFor<T>,
			channel: ChannelId,
			policy: Option<Policy>,
		) -> DispatchResult {
			Self::do_set_policy(&ensure_signed(origin)?, channel, policy)
		}

		/// Commits `amount` of the caller's free ledger balance to off-chain payments. From then on
		/// only signed states divide it.
		///
		/// ## Dispatch Origin
		/// Signed, by a party.
		///
		/// ## Cost
		/// One read and one write: the channel. No transfer.
		#[pallet::call_index(9)]
		#[pallet::weight(Pallet::<T>::with_told(T::WeightInfo::commit(), Told::LedgerChanged))]
		pub fn commit(
			origin: OriginFor<T>,
			channel: ChannelId,
			#[pallet::compact] amount: Balance,
		) -> DispatchResultWithPostInfo {
			let told = Self::do_commit(&ensure_signed(origin)?, channel, amount)?;
			weighed(T::WeightInfo::commit(), told)
		}

		/// Commits `amount` straight from the caller's account. No signature of the other party is
		/// needed, and every state signed so far stays good.
		///
		/// ## Dispatch Origin
		/// Signed, by a party.
		///
		/// ## Cost
		/// O(1): one transfer, two items written.
		#[pallet::call_index(10)]
		#[pallet::weight(T::WeightInfo::top_up())]
		pub fn top_up(
			origin: OriginFor<T>,
			channel: ChannelId,
			#[pallet::compact] amount: Balance,
		) -> DispatchResult {
			Self::do_top_up(&ensure_signed(origin)?, channel, amount)
		}

		/// Takes what both parties signed for out of the committed balance into their ledger
		/// balances, while the channel stays open. States up to its version count no more.
		///
		/// ## Dispatch Origin
		/// Signed, by anyone, while `now < valid_until_ms`: the [consent](Call::approve) of both
		/// parties is the authority.
		///
		/// ## Cost
		/// Two signatures, or a read for each that is missing; one read and one write of the channel.
		/// No transfer.
		#[pallet::call_index(11)]
		#[pallet::weight({
			let own = Pallet::<T>::with_consents(T::WeightInfo::withdraw_committed(), Some(withdrawal));
			Pallet::<T>::with_told(own, Told::LedgerChanged).saturating_add(Pallet::<T>::voiding(2))
		})]
		pub fn withdraw_committed(
			origin: OriginFor<T>,
			channel: ChannelId,
			withdrawal: CoSignedOf<T, Withdrawal>,
		) -> DispatchResultWithPostInfo {
			let own = Self::with_consents(T::WeightInfo::withdraw_committed(), Some(&withdrawal));
			let told = Self::do_withdraw_committed(&ensure_signed(origin)?, channel, withdrawal)?;
			weighed(own, told)
		}

		/// Closes the channel at once, as both parties signed, and pays both. Works also while the
		/// channel is closing, with a version above that of the state presented last: it ends the
		/// dispute without a penalty, but for the reward that a presenter surely has by that state.
		///
		/// ## Dispatch Origin
		/// Signed, by anyone, while `now < valid_until_ms`: the [consent](Call::approve) of both
		/// parties is the authority.
		///
		/// ## Cost
		/// Two signatures, or a read for each that is missing; at most one transfer for each party
		/// and the challenger; five items removed.
		#[pallet::call_index(12)]
		#[pallet::weight({
			let own = Pallet::<T>::with_consents(T::WeightInfo::close(), Some(close));
			Pallet::<T>::with_told(own, Told::Closed).saturating_add(Pallet::<T>::voiding(2))
		})]
		pub fn close(
			origin: OriginFor<T>,
			channel: ChannelId,
			close: CoSignedOf<T, Close>,
		) -> DispatchResultWithPostInfo {
			let own = Self::with_consents(T::WeightInfo::close(), Some(&close));
			weighed(own, Self::do_close(&ensure_signed(origin)?, channel, close)?)
		}

		/// Closes the channel without the other party: with the latest signed state, or, where none
		/// was ever signed (since the last co-signed withdrawal), with none. Then the challenge
		/// period runs, after which the channel settles by itself. A channel that has nothing
		/// committed settles at once.
		///
		/// Who would have had more by this state, or by one presented after it, than by the one that
		/// counts in the end pays for that, and loses [`Config::ClosingDeposit`]. A party that lost
		/// its states calls [`Call::close_after_loss`]. With HTLCs it is operational, as
		/// [`Call::challenge`].
		///
		/// ## Dispatch Origin
		/// Signed, by a party. Its own signature may be missing.
		///
		/// ## Cost
		/// Two signatures, or a read for each that is missing; a read for each HTLC; two items written, a
		/// deposit held, a push on the timetable. The weight has what the hook does for it later, too: looking twice, at the
		/// largest state.
		#[pallet::call_index(13)]
		#[pallet::weight({
			let htlcs = state.as_ref().map_or(0, |signed| signed.body.htlcs.len() as u32);
			let own = T::WeightInfo::force_close(htlcs);
			let own = Pallet::<T>::with_consents(own, state.as_ref());
			(Pallet::<T>::closing_alone(own), force_close_class(htlcs))
		})]
		pub fn force_close(
			origin: OriginFor<T>,
			channel: ChannelId,
			state: Option<CoSignedOf<T, State>>,
		) -> DispatchResultWithPostInfo {
			let htlcs = state.as_ref().map_or(0, |signed| signed.body.htlcs.len() as u32);
			let own = Self::with_consents(T::WeightInfo::force_close(htlcs), state.as_ref());
			let more = Self::do_force_close(&ensure_signed(origin)?, channel, state)?;
			weighed(own, more)
		}

		/// Presents a later state of a closing channel. An operational call: it finds room in a
		/// block that others have filled, for normal fees. Where the runtime checks what is
		/// [urgent](bloc_primitives::urgent), one that would be refused is not even included.
		///
		/// ## Dispatch Origin
		/// Signed, by anyone: the [consent](Call::approve) of both parties is the authority. Who is
		/// no party and presents the state by which the channel settles gets
		/// [`Config::ChallengerShare`] of the penalties.
		///
		/// ## Cost
		/// Two signatures, or a read for each that is missing; a read for each HTLC that is new; one
		/// item written.
		#[pallet::call_index(14)]
		#[pallet::weight({
			let own = T::WeightInfo::challenge(state.body.htlcs.len() as u32);
			let own = Pallet::<T>::with_consents(own, Some(state));
			(Pallet::<T>::with_told(own, Told::Challenged), DispatchClass::Operational)
		})]
		pub fn challenge(
			origin: OriginFor<T>,
			channel: ChannelId,
			state: CoSignedOf<T, State>,
		) -> DispatchResultWithPostInfo {
			let own = T::WeightInfo::challenge(state.body.htlcs.len() as u32);
			let own = Self::with_consents(own, Some(&state));
			let told = Self::do_challenge(&ensure_signed(origin)?, channel, state)?;
			weighed(own, told)
		}

		/// Settles a closing channel after its challenge period, or pays out what has been decided
		/// in a resolving one. The hook does the same by itself when the challenge period and when
		/// the last deadline is over; who wants an HTLC's amount before that calls this.
		///
		/// ## Dispatch Origin
		/// Signed, by anyone.
		///
		/// ## Cost
		/// A read for each HTLC; at most one transfer for each party and the challenger, and one of
		/// the closing deposit. The weight of HTLCs that there are not is given back.
		#[pallet::call_index(15)]
		#[pallet::weight(Pallet::<T>::settling_weight())]
		pub fn settle(origin: OriginFor<T>, channel: ChannelId) -> DispatchResultWithPostInfo {
			ensure_signed(origin)?;
			weighed(Self::do_settle(channel)?, Weight::zero())
		}

		/// Makes a preimage public. It counts for every HTLC with its hash and a deadline after
		/// now.
		///
		/// ## Dispatch Origin
		/// Signed, by anyone, who pays a deposit that comes back when the preimage is forgotten.
		///
		/// ## Cost
		/// One hash; one item written, a push on the timetable, a deposit held.
		#[pallet::call_index(16)]
		#[pallet::weight(<Pallet<T> as Registry<T::AccountId>>::weight())]
		pub fn reveal_preimage(origin: OriginFor<T>, preimage: Preimage) -> DispatchResult {
			let who = ensure_signed(origin)?;
			ensure!(Self::do_reveal(&who, preimage)?, Error::<T>::AlreadyRevealed);
			Ok(())
		}

		/// Forgets a preimage that has been kept for long enough and returns its deposit. The hook
		/// does the same by itself.
		///
		/// ## Dispatch Origin
		/// Signed, by anyone.
		///
		/// ## Cost
		/// One item removed, a deposit released.
		#[pallet::call_index(17)]
		#[pallet::weight(T::WeightInfo::forget_preimage())]
		pub fn forget_preimage(origin: OriginFor<T>, payment_hash: PaymentHash) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_forget(&payment_hash)
		}

		/// Takes the caller's credit in `asset`, a payout that was refused earlier, out to `to`.
		///
		/// ## Dispatch Origin
		/// Signed, by the owner of the credit.
		///
		/// ## Cost
		/// O(1): one transfer, one item removed.
		#[pallet::call_index(18)]
		#[pallet::weight(T::WeightInfo::claim_credit())]
		pub fn claim_credit(
			origin: OriginFor<T>,
			asset: AssetIdOf<T>,
			to: T::AccountId,
		) -> DispatchResult {
			custody::Money::<T>::claim(&ensure_signed(origin)?, &asset, &to)
		}

		/// Makes a preimage public for which an HTLC of this channel waits, whose dispute is under
		/// way or which is resolving. The same as [`Call::reveal_preimage`], but an operational call,
		/// as [`Call::challenge`]: whether the HTLC is won is decided by when it gets into a block.
		///
		/// ## Dispatch Origin
		/// Signed, by anyone, who pays a deposit that comes back when the preimage is forgotten.
		///
		/// ## Cost
		/// As [`Call::reveal_preimage`], and a read.
		#[pallet::call_index(19)]
		#[pallet::weight((Pallet::<T>::reveal_for_weight(), DispatchClass::Operational))]
		pub fn reveal_for(
			origin: OriginFor<T>,
			channel: ChannelId,
			preimage: Preimage,
		) -> DispatchResult {
			Self::do_reveal_for(&ensure_signed(origin)?, channel, preimage)
		}

		/// Closes the channel of a party that has lost its states, which says itself what is its
		/// own: `claim`, from nothing to all that it has committed since the base. Twice the
		/// channel's challenge period runs, but at most [`Config::MaxChallengePeriodMs`], in which
		/// anyone can present a state with [`Call::challenge`].
		///
		/// If nobody does, the closer gets what it claimed and the other party the rest. It gets
		/// more than that only if the other party presents a state that says so. A claim of no more
		/// than what is due to it costs nothing; one above that costs as with any other close.
		///
		/// ## Dispatch Origin
		/// Signed, by a party.
		///
		/// ## Cost
		/// As [`Call::force_close`] without a state.
		#[pallet::call_index(20)]
		#[pallet::weight(Pallet::<T>::closing_alone(T::WeightInfo::close_after_loss()))]
		pub fn close_after_loss(
			origin: OriginFor<T>,
			channel: ChannelId,
			#[pallet::compact] claim: Balance,
		) -> DispatchResultWithPostInfo {
			let more = Self::do_close_after_loss(&ensure_signed(origin)?, channel, claim)?;
			weighed(T::WeightInfo::close_after_loss(), more)
		}

		/// Consents to `message` on chain, as if the caller had signed it: for a party that has no
		/// key, as a multisig, a pure proxy or a treasury, and whose signature may be missing then,
		/// whoever presents the message. (Where it presents it itself, that is consent enough.)
		///
		/// It cannot be taken back, since the other party may rely on it. It counts until the message
		/// cannot be carried out any more; then [`Call::forget_approval`] returns the deposit.
		///
		/// ## Dispatch Origin
		/// Signed, by a party, which pays a deposit for each approval.
		///
		/// ## Cost
		/// One hash; a read of the channel, and of the dispute if there is one; one item written, a
		/// deposit held.
		#[pallet::call_index(21)]
		#[pallet::weight(T::WeightInfo::approve())]
		pub fn approve(
			origin: OriginFor<T>,
			channel: ChannelId,
			message: Message,
		) -> DispatchResult {
			Self::do_approve(&ensure_signed(origin)?, channel, message)
		}

		/// Forgets an approval that counts no more, and returns its deposit to whoever approved: the
		/// channel is gone or settled, its base is another by now, a state of as high a version was
		/// presented in a dispute, or the time is over in which what was approved could be carried out.
		///
		/// ## Dispatch Origin
		/// Signed, by anyone.
		///
		/// ## Cost
		/// A read of the channel, and of the dispute if there is one; one item removed, a deposit
		/// released.
		#[pallet::call_index(22)]
		#[pallet::weight(T::WeightInfo::forget_approval())]
		pub fn forget_approval(
			origin: OriginFor<T>,
			channel: ChannelId,
			side: Side,
			payload_hash: H256,
		) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_forget_approval(channel, side, payload_hash)
		}

		/// Sets where the caller's money goes when the channel ends, together or alone: its balances,
		/// what it gets of the other's penalty, and what HTLCs and locks bring it then. `None` is its own
		/// account, as at first. What it [withdraws](Call::withdraw), and what comes back of a
		/// proposal, goes to its own account in any case.
		///
		/// A payout that is refused there becomes a credit of the party, which can have it paid to any
		/// account.
		///
		/// ## Dispatch Origin
		/// Signed, by a party, as long as there is a channel.
		///
		/// ## Cost
		/// One read and one write: the channel.
		#[pallet::call_index(23)]
		#[pallet::weight(T::WeightInfo::set_payout())]
		pub fn set_payout(
			origin: OriginFor<T>,
			channel: ChannelId,
			to: Option<T::AccountId>,
		) -> DispatchResult {
			Self::do_set_payout(&ensure_signed(origin)?, channel, to)
		}

		/// Requests that `amount` of what the caller has committed become its ledger balance, without
		/// the other party. `state` is the newest state that the caller holds complete, by which it has
		/// as much for sure; it is none where none was signed on this base, or none
		/// since one was shown with another request.
		///
		/// For the channel's challenge period anybody can [contest](Call::contest_withdrawal) that by a
		/// later state in which the caller has less. Then what is requested is done by itself, or by
		/// [`Call::finish_withdrawal`]. Meanwhile neither party signs a state that leaves the caller
		/// less than `amount`: all others stay good, whatever comes of it. Beside the amount it keeps
		/// [`Config::WithdrawalReserve`] of all that is committed: the rest comes out by closing.
		///
		/// Nobody takes it back. Both together end it, by closing or by a new base. If a party closes
		/// alone meanwhile, it is judged by the state that counts: if that is a later one, in which the
		/// caller has less than the amount and the reserve, the caller answers for the state that it has
		/// shown as for one that it had presented.
		///
		/// From now on nothing older than `state` counts for either party: a close without a state goes
		/// by it, and so does a request without one.
		///
		/// ## Dispatch Origin
		/// Signed, by a party of an open channel that is not bound there, which puts
		/// [`Config::ClosingDeposit`] down. One request of a party at a time.
		///
		/// ## Cost
		/// Two signatures, or a read for each that is missing; one item written, a deposit held, a
		/// push on the timetable. The weight has what the hook does for it later, too, and what the
		/// place among urgent calls is worth that contesting it takes.
		#[pallet::call_index(24)]
		#[pallet::weight({
			let own = T::WeightInfo::request_withdrawal();
			let own = Pallet::<T>::with_consents(own, state.as_ref());
			Pallet::<T>::with_told(own, Told::Requested)
				.saturating_add(Pallet::<T>::request_surcharge())
		})]
		pub fn request_withdrawal(
			origin: OriginFor<T>,
			channel: ChannelId,
			#[pallet::compact] amount: Balance,
			state: Option<CoSignedOf<T, State>>,
		) -> DispatchResultWithPostInfo {
			let own = T::WeightInfo::request_withdrawal();
			let own = Self::with_consents(own, state.as_ref());
			let who = ensure_signed(origin)?;
			let told = Self::do_request_withdrawal(&who, channel, amount, state)?;
			weighed(own, told.saturating_add(Self::request_surcharge()))
		}

		/// Contests what this `side` has requested to withdraw, by a state of a later version than the
		/// requester has shown, in which it has less than that and the reserve for sure. That is as if the
		/// requester closed with the state that it has shown, with what it has put down as its closing
		/// deposit, and the caller [challenged](Call::challenge) that at once. The deposit goes to whoever
		/// presented the state that counts in the end, if the requester has claimed too much by that. An
		/// operational call, as [`Call::challenge`].
		///
		/// ## Dispatch Origin
		/// Signed, by anyone: the [consent](Call::approve) of both parties to the state is the
		/// authority.
		///
		/// ## Cost
		/// Two signatures, or a read for each that is missing; a read for each HTLC of both states; two
		/// items written, and a push on the timetable. What the hook does later the requester has paid.
		#[pallet::call_index(25)]
		#[pallet::weight((Pallet::<T>::contesting(Some(state)), DispatchClass::Operational))]
		pub fn contest_withdrawal(
			origin: OriginFor<T>,
			channel: ChannelId,
			side: Side,
			state: CoSignedOf<T, State>,
		) -> DispatchResultWithPostInfo {
			let own = Self::with_consents(T::WeightInfo::contest_withdrawal(), Some(&state));
			let who = ensure_signed(origin)?;
			weighed(own, Self::do_contest_withdrawal(&who, channel, side, state)?)
		}

		/// Does what this `side` has requested and nobody has contested for the channel's challenge
		/// period. The hook does the same by itself.
		///
		/// ## Dispatch Origin
		/// Signed, by anyone.
		///
		/// ## Cost
		/// One read and one write of the channel; a deposit released. No transfer.
		#[pallet::call_index(26)]
		#[pallet::weight(Pallet::<T>::finishing_weight())]
		pub fn finish_withdrawal(
			origin: OriginFor<T>,
			channel: ChannelId,
			side: Side,
		) -> DispatchResultWithPostInfo {
			ensure_signed(origin)?;
			let told = Self::do_finish_withdrawal(channel, side)?;
			weighed(T::WeightInfo::finish_withdrawal(), told)
		}
	}
}
