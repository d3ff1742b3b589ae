//! Answers to clients: the same for view functions and the runtime API.

use crate::{tower::Tower, types::TowerId, AssetIdOf, Config, Pallet, TowerOf, Watches};
use alloc::vec::Vec;
use bloc_primitives::{Balance, ChannelId, Moment, Side};

/// A tower, and how it does.
#[frame_support::stored]
pub struct TowerState<AccountId, AssetId> {
	/// The tower, brought up to now.
	pub tower: Tower<AccountId, AssetId>,
	/// Whether it is silent.
	pub is_silent: bool,
	/// The share of the time in which it was there, in parts of a million.
	pub uptime_ppm: u32,
	/// Whether that is what it promises.
	pub keeps_uptime: bool,
	/// Its score.
	pub points: u32,
	/// How many channels it can watch.
	pub capacity: u32,
	/// The mean time in which it answered when it won.
	pub response_ms: Option<Moment>,
	/// What could be paid out to it now.
	pub collectable: Balance,
}

/// When it is a tower's turn.
#[frame_support::stored]
#[derive(Copy)]
pub struct Turn {
	/// Which one.
	pub tower: TowerId,
	/// How long after the channel begins to close; where all before it are silent, at once.
	pub after_ms: Moment,
	/// Within which time it answers from then on.
	pub response_ms: Moment,
	/// Whether it is silent: then it is the next one's turn.
	pub is_silent: bool,
	/// Up to how much it answers.
	pub cover: Balance,
}

impl<T: Config> Pallet<T> {
	/// A tower brought up to now.
	pub(crate) fn state_of(id: TowerId) -> Option<TowerState<T::AccountId, AssetIdOf<T>>> {
		let now = Self::instant();
		let (record, rules) = Self::load_tower(id, &now).ok()?;
		let tower: TowerOf<T> = record.tower;
		let uptime_ppm = tower.uptime_ppm(&now, &rules);
		Some(TowerState {
			is_silent: tower.is_silent(&now, &rules),
			uptime_ppm,
			keeps_uptime: uptime_ppm >= tower.profile.uptime_ppm,
			points: tower.reputation.points_at(now.ms),
			capacity: tower.capacity(now.ms, &rules),
			response_ms: tower.reputation.mean_response_ms(),
			collectable: tower.collectable(Self::unseen_ms(now.ms)).ok()?,
			tower,
		})
	}

	/// Whose turn it is when.
	pub(crate) fn turns_of(channel: ChannelId, side: Side) -> Vec<Turn> {
		let now = Self::instant();
		let watch = Watches::<T>::get(channel).and_then(|mut it| it.watches.of_mut(side).take());
		let mut after_ms: Moment = 0;
		let hires = watch.map(|watch| watch.hires).unwrap_or_default();
		let working = hires.into_iter().filter(|hire| hire.stopped_ms.is_none());
		let turn = |hire: crate::watch::Hire| {
			let (record, rules) = Self::load_tower(hire.tower, &now).ok()?;
			let is_silent = record.tower.is_silent(&now, &rules);
			let (tower, response_ms, cover) = (hire.tower, hire.response_ms, hire.cover);
			let turn = Turn { tower, after_ms, response_ms, is_silent, cover };
			if !is_silent {
				after_ms = after_ms.saturating_add(response_ms);
			}
			Some(turn)
		};
		working.filter_map(turn).collect()
	}

	/// When the deposit of a hire is used up, if its tower stays there.
	pub(crate) fn hire_runs_out_ms(
		channel: ChannelId,
		side: Side,
		tower: TowerId,
	) -> Option<Moment> {
		let now = Self::instant();
		let watched = Watches::<T>::get(channel)?;
		let hire = *watched.watch(side).ok()?.hire_of(tower).ok()?;
		let (record, _) = Self::load_tower(tower, &now).ok()?;
		let clock_ms = record.tower.income.clock_ms;
		match hire.runs_out_clock_ms().checked_sub(clock_ms) {
			Some(lasts_ms) => Some(now.ms.saturating_add(lasts_ms)),
			None => {
				let ago_ms = clock_ms.saturating_sub(hire.runs_out_clock_ms());
				Some(now.ms.saturating_sub(ago_ms))
			},
		}
	}
}
