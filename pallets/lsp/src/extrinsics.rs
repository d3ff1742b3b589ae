//! The calls: who may make them, what they weigh, and where they go on. A section of the pallet
//! module.

use frame_support::pallet_macros::pallet_section;

#[pallet_section]
mod extrinsics {
	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Registers the caller as a provider in an asset, with its bond and terms.
		///
		/// ## Dispatch Origin
		/// Signed, by the provider, who pays the storage deposit until it leaves.
		///
		/// ## Cost
		/// O(1): three items written and a deposit held; a pot and a transfer.
		#[pallet::call_index(0)]
		#[pallet::weight(T::WeightInfo::register())]
		pub fn register(
			origin: OriginFor<T>,
			asset: AssetIdOf<T>,
			#[pallet::compact] bond: Balance,
			terms: Terms,
		) -> DispatchResult {
			Self::do_register(ensure_signed(origin)?, asset, bond, terms)
		}

		/// Sets other terms, for channels that are opened from now on. Not while something on the
		/// menu binds, whose readers have reckoned with the former; and not for another region, in
		/// which one is by registering there.
		///
		/// ## Dispatch Origin
		/// Signed, by the provider.
		///
		/// ## Cost
		/// O(1): an item read and one written.
		#[pallet::call_index(1)]
		#[pallet::weight(T::WeightInfo::set_terms())]
		pub fn set_terms(
			origin: OriginFor<T>,
			asset: AssetIdOf<T>,
			terms: Terms,
		) -> DispatchResult {
			Self::do_set_terms(ensure_signed(origin)?, asset, terms)
		}

		/// Sets what the caller offers: up to eight items, from the cheaper to the dearer. Each
		/// that still runs has to be in it, as it is; so nothing that somebody has read is taken
		/// away or gets worse.
		///
		/// ## Dispatch Origin
		/// Signed, by the provider.
		///
		/// ## Cost
		/// O(1): an item written.
		#[pallet::call_index(2)]
		#[pallet::weight(T::WeightInfo::set_menu())]
		pub fn set_menu(origin: OriginFor<T>, asset: AssetIdOf<T>, menu: Menu) -> DispatchResult {
			Self::do_set_menu(ensure_signed(origin)?, asset, menu)
		}

		/// Brings liquidity: it lies in the pot, so that nobody has to be awake when it is wanted.
		///
		/// ## Dispatch Origin
		/// Signed, by the provider.
		///
		/// ## Cost
		/// O(1): two items written, a pot and a transfer.
		#[pallet::call_index(3)]
		#[pallet::weight(T::WeightInfo::stock())]
		pub fn stock(
			origin: OriginFor<T>,
			asset: AssetIdOf<T>,
			#[pallet::compact] amount: Balance,
		) -> DispatchResult {
			Self::do_stock(ensure_signed(origin)?, asset, amount)
		}

		/// Takes liquidity back that is neither reserved nor leased. Offers for which too little is
		/// left go.
		///
		/// ## Dispatch Origin
		/// Signed, by the provider.
		///
		/// ## Cost
		/// O(1): two items written, a pot and a transfer; for each offer that goes, its shelf's
		/// directory and a page. What is not used is given back.
		#[pallet::call_index(4)]
		#[pallet::weight(Pallet::<T>::with_delisted(T::WeightInfo::unstock()))]
		pub fn unstock(
			origin: OriginFor<T>,
			asset: AssetIdOf<T>,
			#[pallet::compact] amount: Balance,
		) -> DispatchResultWithPostInfo {
			let gone = Self::do_unstock(ensure_signed(origin)?, asset, amount)?;
			weighed(T::WeightInfo::unstock().saturating_add(Self::delisting(gone)))
		}

		/// Brings more bond.
		///
		/// ## Dispatch Origin
		/// Signed, by the provider.
		///
		/// ## Cost
		/// O(1): an item written, a pot and a transfer.
		#[pallet::call_index(5)]
		#[pallet::weight(T::WeightInfo::add_bond())]
		pub fn add_bond(
			origin: OriginFor<T>,
			asset: AssetIdOf<T>,
			#[pallet::compact] amount: Balance,
		) -> DispatchResult {
			Self::do_add_bond(ensure_signed(origin)?, asset, amount)
		}

		/// Takes bond back that stands for nothing, down to [`Config::MinBond`]. Offers for which
		/// too little is left go.
		///
		/// ## Dispatch Origin
		/// Signed, by the provider.
		///
		/// ## Cost
		/// O(1): an item written, a pot and a transfer; for each offer that goes, its shelf's
		/// directory and a page. What is not used is given back.
		#[pallet::call_index(6)]
		#[pallet::weight(Pallet::<T>::with_delisted(T::WeightInfo::withdraw_bond()))]
		pub fn withdraw_bond(
			origin: OriginFor<T>,
			asset: AssetIdOf<T>,
			#[pallet::compact] amount: Balance,
		) -> DispatchResultWithPostInfo {
			let gone = Self::do_withdraw_bond(ensure_signed(origin)?, asset, amount)?;
			weighed(T::WeightInfo::withdraw_bond().saturating_add(Self::delisting(gone)))
		}

		/// Is no provider in an asset any more, once no lease and no reservation binds it, and has
		/// all of it back.
		///
		/// ## Dispatch Origin
		/// Signed, by the provider.
		///
		/// ## Cost
		/// O(1): four items removed or written, a deposit returned, a pot and a transfer; for each
		/// of its offers its shelf's directory and a page. What is not used is given back.
		#[pallet::call_index(7)]
		#[pallet::weight(Pallet::<T>::with_delisted(T::WeightInfo::leave()))]
		pub fn leave(origin: OriginFor<T>, asset: AssetIdOf<T>) -> DispatchResultWithPostInfo {
			let gone = Self::do_leave(ensure_signed(origin)?, asset)?;
			weighed(T::WeightInfo::leave().saturating_add(Self::delisting(gone)))
		}

		/// Gives a sign of life, which names a block of the last [`Config::BeatBlocks`] by its
		/// hash: so it was not signed long before. A provider of which there is none for longer
		/// than [`Config::BeatMs`] counts as away.
		///
		/// ## Dispatch Origin
		/// Signed, by the provider.
		///
		/// ## Cost
		/// O(1): two items read and one written.
		#[pallet::call_index(8)]
		#[pallet::weight(T::WeightInfo::beat())]
		pub fn beat(
			origin: OriginFor<T>,
			asset: AssetIdOf<T>,
			number: BlockNumberFor<T>,
			hash: T::Hash,
		) -> DispatchResult {
			Self::do_beat(ensure_signed(origin)?, asset, number, hash)
		}

		/// Puts an item of the caller's menu on the shelf for a class of sizes and a term, where
		/// requests for the best offer find it: by the item's price there, and the provider's
		/// standing, region and absence as they are now. Takes the place of what the caller has
		/// there already. By the caller's terms all sizes of the class have to be of use.
		///
		/// ## Dispatch Origin
		/// Signed, by the provider.
		///
		/// ## Cost
		/// O(1): the provider's item, a directory and a page of the shelf, a push on the timetable;
		/// two more pages where one is split.
		#[pallet::call_index(9)]
		#[pallet::weight(Pallet::<T>::listing_weight())]
		pub fn list(
			origin: OriginFor<T>,
			asset: AssetIdOf<T>,
			item: u8,
			place: Place,
		) -> DispatchResult {
			Self::do_list(ensure_signed(origin)?, asset, item, place)
		}

		/// Takes an offer off its shelf. It can be taken by its provider's name as before.
		///
		/// ## Dispatch Origin
		/// Signed, by the provider; by anyone once it has expired, which the hook does by itself.
		///
		/// ## Cost
		/// O(1): the provider's item, a directory and a page of the shelf.
		#[pallet::call_index(10)]
		#[pallet::weight(T::WeightInfo::delist())]
		pub fn delist(
			origin: OriginFor<T>,
			asset: AssetIdOf<T>,
			provider: T::AccountId,
			place: Place,
		) -> DispatchResult {
			Self::do_delist(&ensure_signed(origin)?, asset, provider, place)
		}

		/// Puts an offer where it belongs by what is on record of its provider now.
		///
		/// ## Dispatch Origin
		/// Signed, by anyone.
		///
		/// ## Cost
		/// O(1): the provider's item, a directory and two pages of the shelf.
		#[pallet::call_index(11)]
		#[pallet::weight(Pallet::<T>::listing_weight())]
		pub fn reindex(
			origin: OriginFor<T>,
			asset: AssetIdOf<T>,
			provider: T::AccountId,
			place: Place,
		) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_reindex(asset, provider, place)
		}

		/// Has stock and bond of a provider kept, at the fee that its menu asks now, until an
		/// instant. What that costs is paid at once, by the provider's price for waiting, at most
		/// `max_price`.
		///
		/// ## Dispatch Origin
		/// Signed, by the client, who pays the storage deposit until that ends.
		///
		/// ## Cost
		/// O(1): four items written, a deposit held, a push on the timetable, a pot and a transfer;
		/// the offers that go by it.
		#[pallet::call_index(12)]
		#[pallet::weight(Pallet::<T>::with_delisted(Pallet::<T>::reserving_weight()))]
		pub fn reserve(
			origin: OriginFor<T>,
			asset: AssetIdOf<T>,
			provider: T::AccountId,
			#[pallet::compact] size: Balance,
			lifetime_ms: Moment,
			until_ms: Moment,
			#[pallet::compact] max_price: Balance,
		) -> DispatchResultWithPostInfo {
			let client = ensure_signed(origin)?;
			let gone =
				Self::do_reserve(client, asset, provider, size, lifetime_ms, until_ms, max_price)?;
			weighed(Self::reserving_weight().saturating_add(Self::delisting(gone)))
		}

		/// Ends a reservation. What was paid for it is not paid back.
		///
		/// ## Dispatch Origin
		/// Signed, by the client; by anyone once its time is over, which the hook does by itself.
		///
		/// ## Cost
		/// O(1): three items written, a deposit returned.
		#[pallet::call_index(13)]
		#[pallet::weight(T::WeightInfo::end_reservation())]
		pub fn end_reservation(
			origin: OriginFor<T>,
			asset: AssetIdOf<T>,
			provider: T::AccountId,
			client: T::AccountId,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_end_reservation(Some(&who), &asset, &provider, &client)
		}

		/// Opens a channel of the caller's with a provider whose liquidity is on its side from the
		/// first instant on, and stays there until the lease ends. All of that happens, or nothing.
		///
		/// ## Dispatch Origin
		/// Signed, by the client, who pays the storage deposits of the channel and of the lease.
		///
		/// ## Details
		/// The client opens the channel, brings `own` beside the fee, and can close it at any time.
		/// The provider is the one of whom the client has reserved, one that it names, one that has
		/// signed a quote for it, or the best of the listed ones: by the fee before rounding, then
		/// standing, region, absence and number. Of these, terms that are worse than the request
		/// takes are passed over; otherwise they are refused.
		///
		/// ## Cost
		/// O(1): the provider, the sums of its region, the lease, a push on the timetable, a pot
		/// and a transfer; what opening a channel takes. By name its menu, too; of the best two
		/// directories and up to three pages of each, however many providers there are; of a quote a
		/// signature, that it was used, and another push; the offers that go by it. What is not used
		/// of the last is given back.
		#[pallet::call_index(14)]
		#[pallet::weight(Pallet::<T>::request_weight(request, selection))]
		pub fn request_channel(
			origin: OriginFor<T>,
			asset: AssetIdOf<T>,
			request: Request,
			selection: SelectionOf<T>,
		) -> DispatchResultWithPostInfo {
			let client = ensure_signed(origin)?;
			let used = Self::opening_weight(&request, &selection);
			let gone = Self::do_request(client, asset, request, selection)?;
			weighed(used.saturating_add(Self::delisting(gone)))
		}

		/// Pays more of the fee of a lease ahead: it goes on for that much longer, at most to its
		/// end.
		///
		/// ## Dispatch Origin
		/// Signed, by anyone; mostly by the client.
		///
		/// ## Cost
		/// O(1): the lease, the channel, a pot and a transfer.
		#[pallet::call_index(15)]
		#[pallet::weight(Pallet::<T>::paying_weight())]
		pub fn pay_fee(
			origin: OriginFor<T>,
			channel: ChannelId,
			#[pallet::compact] amount: Balance,
		) -> DispatchResult {
			Self::do_pay_fee(&ensure_signed(origin)?, channel, amount)
		}

		/// Has a lease go on for longer than it would, for what the provider's menu asks for that
		/// now, at most `max_fee`, paid ahead.
		///
		/// ## Dispatch Origin
		/// Signed, by the client.
		///
		/// ## Details
		/// The time that is left and the time that is added cost the same then, each its part of
		/// both fees. What is used up has to be paid first; and where the provider's terms are worse
		/// now than those of the lease, what it asks is not for these.
		///
		/// ## Cost
		/// O(1): the lease, the provider, its menu, the channel, a pot and a transfer; the offers
		/// that go by it. What is not used of the last is given back.
		#[pallet::call_index(16)]
		#[pallet::weight(Pallet::<T>::with_delisted(Pallet::<T>::renewing_weight()))]
		pub fn renew(
			origin: OriginFor<T>,
			channel: ChannelId,
			lifetime_ms: Moment,
			#[pallet::compact] max_fee: Balance,
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			let gone = Self::do_renew(&who, channel, lifetime_ms, max_fee)?;
			weighed(Self::renewing_weight().saturating_add(Self::delisting(gone)))
		}

		/// Proposes to the other party to end a lease before `until_ms`, with `refund` of what was
		/// paid ahead going back to the client; with none, takes that back, or declines what the
		/// other has proposed.
		///
		/// ## Dispatch Origin
		/// Signed, by a party of the lease.
		///
		/// ## Cost
		/// O(1): an item written.
		#[pallet::call_index(17)]
		#[pallet::weight(T::WeightInfo::propose_end())]
		pub fn propose_end(
			origin: OriginFor<T>,
			channel: ChannelId,
			refund: Option<Balance>,
			until_ms: Moment,
		) -> DispatchResult {
			Self::do_propose_end(&ensure_signed(origin)?, channel, refund, until_ms)
		}

		/// Ends a lease as the other party has proposed, which the caller repeats. The channel goes
		/// on, and nobody is bound in it.
		///
		/// ## Dispatch Origin
		/// Signed, by the other party of the lease.
		///
		/// ## Cost
		/// O(1): as [`Call::give_up`].
		#[pallet::call_index(18)]
		#[pallet::weight(Pallet::<T>::ending_weight())]
		pub fn accept_end(
			origin: OriginFor<T>,
			channel: ChannelId,
			#[pallet::compact] refund: Balance,
		) -> DispatchResult {
			Self::do_accept_end(&ensure_signed(origin)?, channel, refund)
		}

		/// Gives a lease up before its time. What was paid ahead is the provider's. The channel
		/// goes on, and nobody is bound in it.
		///
		/// ## Dispatch Origin
		/// Signed, by the client.
		///
		/// ## Cost
		/// O(1): the lease, the provider, the sums of its region, the channel, a deposit returned;
		/// where something goes to the client, a pot and a transfer.
		#[pallet::call_index(19)]
		#[pallet::weight(Pallet::<T>::ending_weight())]
		pub fn give_up(origin: OriginFor<T>, channel: ChannelId) -> DispatchResult {
			Self::do_give_up(&ensure_signed(origin)?, channel)
		}

		/// Ends a lease whose time is over; or notes that the fee came out of what was first
		/// received, or takes what did not come in time out of what was put down. The hook does the
		/// same by itself.
		///
		/// ## Dispatch Origin
		/// Signed, by anyone.
		///
		/// ## Cost
		/// O(1): as [`Call::give_up`].
		#[pallet::call_index(20)]
		#[pallet::weight(Pallet::<T>::ending_weight())]
		pub fn settle(origin: OriginFor<T>, channel: ChannelId) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_settle(channel)
		}

		/// Pays the caller all that it has earned: by leases that have ended, and by these up to
		/// now.
		///
		/// ## Dispatch Origin
		/// Signed, by the provider.
		///
		/// ## Cost
		/// O(n) for *n* leases, at most 8: an item for each, the provider, a pot and a transfer.
		#[pallet::call_index(21)]
		#[pallet::weight(Pallet::<T>::collecting_weight(channels.len()))]
		pub fn collect(
			origin: OriginFor<T>,
			asset: AssetIdOf<T>,
			channels: Collected,
		) -> DispatchResult {
			Self::do_collect(ensure_signed(origin)?, asset, &channels)
		}

		/// Takes the caller's credit in `asset`, a payout that was refused earlier, out to `to`.
		///
		/// ## Dispatch Origin
		/// Signed, by the owner of the credit.
		///
		/// ## Cost
		/// O(1): one transfer, one item removed.
		#[pallet::call_index(22)]
		#[pallet::weight(T::WeightInfo::claim_credit())]
		pub fn claim_credit(
			origin: OriginFor<T>,
			asset: AssetIdOf<T>,
			to: T::AccountId,
		) -> DispatchResult {
			Money::<T>::claim(&ensure_signed(origin)?, &asset, &to)
		}
	}
}
