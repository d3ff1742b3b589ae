//! What happens beside the pallet.

use super::*;

impl<S: Subject> Model<'_, S> {
	/// What issuers and owners of accounts do beside the pallet.
	pub fn neighbours(&mut self) {
		let id = IDS[self.reader.below(IDS.len())];
		let kind = self.reader.below(10);
		let pot = S::pot(&NativeOrWithId::WithId(id));
		let target = match self.reader.below(PEOPLE + 1) {
			PEOPLE => pot.clone().unwrap_or(issuer()),
			index => person(index),
		};
		if kind < 6 {
			self.issuer_acts(kind, id, target);
		} else {
			self.gifts |= pot == Some(target.clone());
			let from = self.who();
			let amount = self.reader.amount(ED);
			// Who goes broke leaves all to the issuer.
			match kind {
				6 => Self::act(from, pallet_assets::Call::transfer { id, target, amount }),
				7 => {
					let (dest, keep_alive) = (issuer(), false);
					Self::act(from, pallet_assets::Call::transfer_all { id, dest, keep_alive });
				},
				8 => Self::transfer_native(from, target, amount),
				_ => {
					let (dest, keep_alive) = (issuer(), false);
					Self::act(from, pallet_balances::Call::transfer_all { dest, keep_alive });
				},
			}
		}
		self.after_accident();
	}

	/// Somebody's fortune changes: all but so much goes to the issuer, or the issuer gives.
	pub fn fortune(&mut self, gives: bool) {
		let (who, asset) = (self.who(), self.asset());
		let amount = self.reader.amount(S::Assets::minimum_balance(asset.clone()));
		let (from, to, amount) = if gives {
			(issuer(), who, amount)
		} else {
			let rest = S::Assets::balance(asset.clone(), &who).saturating_sub(amount);
			(who, issuer(), rest)
		};
		Self::give(&asset, from, to, amount);
		self.after_accident();
	}

	/// Transfers `amount`, if that works.
	pub fn give(asset: &Asset, from: AccountId, target: AccountId, amount: Balance) {
		match *asset {
			NativeOrWithId::Native => Self::transfer_native(from, target, amount),
			NativeOrWithId::WithId(id) => {
				Self::act(from, pallet_assets::Call::transfer { id, target, amount });
			},
		}
	}

	fn transfer_native(from: AccountId, dest: AccountId, value: Balance) {
		Self::act(from, pallet_balances::Call::transfer_allow_death { dest, value });
	}

	/// A call beside the pallet. It may well not work.
	fn act(who: AccountId, call: impl Into<RuntimeCall<S>>) {
		let _ = call.into().dispatch(RawOrigin::Signed(who).into());
	}

	/// What was done beside the pallet broke nothing, and is remembered.
	pub fn after_accident(&mut self) {
		System::<S>::reset_events();
		S::try_state().unwrap();
		self.known = None;
		(self.issuance, self.wealth) = (issuance::<S>(), wealth::<S>());
		S::time_passed(self);
	}

	fn issuer_acts(&mut self, kind: usize, id: u32, who: AccountId) {
		let calls = match kind {
			0 => vec![pallet_assets::Call::freeze { id, who }],
			1 => vec![pallet_assets::Call::thaw { id, who }],
			2 => vec![pallet_assets::Call::freeze_asset { id }],
			3 => vec![pallet_assets::Call::thaw_asset { id }],
			4 => vec![pallet_assets::Call::block { id, who }],
			_ if self.reader.one_in(4) => {
				self.destroyed = true;
				let id = TOKEN_ID;
				let mut calls = vec![pallet_assets::Call::start_destroy { id }];
				// What the pallet holds would be gone, and it could not but miss it.
				if S::pot(&TOKEN).is_none() {
					// A few accounts at a time.
					calls.push(pallet_assets::Call::destroy_accounts { id });
					calls.push(pallet_assets::Call::destroy_accounts { id });
					calls.push(pallet_assets::Call::finish_destroy { id });
				}
				calls
			},
			_ => return,
		};
		calls.into_iter().for_each(|call| Self::act(issuer(), call));
	}

	/// Nothing stays frozen or blocked.
	pub(super) fn thaw_all(&mut self) {
		for id in IDS {
			let pot = S::pot(&NativeOrWithId::WithId(id));
			Self::act(issuer(), pallet_assets::Call::thaw_asset { id });
			for who in (0..PEOPLE).map(person).chain(pot) {
				// Fails where there is no such account.
				Self::act(issuer(), pallet_assets::Call::thaw { id, who });
			}
		}
	}
}
