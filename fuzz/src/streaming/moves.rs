//! Steps that move a stream or a vault through its life.

use super::{runtime::*, Model};
use crate::common::{person, DAY, MINUTE};
use bloc_math::accrual::RATE_SCALE;
use bloc_primitives::Moment;
use bloc_testing::people::AccountId;
use pallet_bloc_streaming::{
	types::{
		Change, Consent, Flow, Price, Rate, Report, Status, StreamId, StreamSpec, Terms, VaultId,
	},
	Call, Credits, NextStreamId, NextVaultId, Proposals, StreamOf, VaultOf,
};

/// How many kinds of starts there are.
pub const START_KINDS: usize = 8;

/// What there is at a start already: of the first person to the second.
pub fn set_up(start: usize, model: &mut Model) {
	let asset = if start % 2 == 0 { TOKEN } else { NATIVE };
	let mut create = |spec: StreamSpec| {
		let (payee, asset) = (person(1), asset.clone());
		assert!(model.call(person(0), Call::create { payee, asset, deposit: 6_000, spec }));
	};
	match start {
		0 => {},
		1 => create(flowing(per_second(1))),
		2 => create(metered(PRICE)),
		3 | 4 => {
			let amount = 600;
			let vault = Call::open_vault { asset: asset.clone(), amount, grace_ms: GRACE };
			assert!(model.call(person(0), vault));
			for payee in [1, 2].map(person) {
				let (asset, rate, interval_ms) = (asset.clone(), per_second(1), MINUTE);
				let call = Call::create_from_vault { payee, asset, rate, interval_ms };
				assert!(model.call(person(0), call));
			}
		},
		5 => {
			let end_ms = Some(START + 30 * MINUTE);
			create(StreamSpec { terms: FIRM, end_ms, ..flowing(per_second(1)) });
			create(StreamSpec { cliff_ms: Some(START + MINUTE), ..flowing(per_second(2)) });
		},
		6 => {
			create(StreamSpec { max_total: Some(600), terms: FIRM, ..flowing(per_second(1)) });
			create(metered(Price { window_ms: 0, ..PRICE }));
		},
		_ => {
			NextStreamId::<Test>::put(StreamId(u64::MAX - 2));
			NextVaultId::<Test>::put(VaultId(u64::MAX - 2));
		},
	}
}

impl Model<'_> {
	pub fn step(&mut self) {
		// All numbers are taken: these are the last two of 256.
		let step = match self.reader.byte() {
			u8::MAX => return self.settle_often_or_seldom(),
			254 => {
				let gives = self.reader.one_in(2);
				return self.fortune(gives);
			},
			step => step % 32,
		};
		match step {
			0 => self.any_call(),
			1..=4 => self.create(),
			5 | 6 => self.open_vault(),
			7 | 8 => self.create_from_vault(),
			9 | 10 => self.use_vault(),
			11 => self.top_up(),
			12 => self.refund(),
			13 | 14 => self.change(),
			15 | 16 => self.pause_or_resume(),
			17 => self.claim(),
			18 => self.cancel(),
			19 => self.transfer(),
			20 => self.propose(),
			21 => self.accept(),
			22 | 23 => self.report(),
			24 => self.claim_credit(),
			25..=28 => self.block(),
			29 | 30 => self.neighbours(),
			_ => self.look(),
		}
	}

	fn rate(&mut self) -> Rate {
		Rate(match self.reader.byte() % 8 {
			0 => u128::MAX - u128::from(self.reader.byte()),
			1 => u128::from_le_bytes(self.reader.array()),
			2 => self.reader.byte().into(),
			3 => RATE_SCALE / 1_000 * u128::from(self.reader.byte()),
			_ => RATE_SCALE * u128::from(self.reader.byte() % 16),
		})
	}

	fn interval(&mut self) -> Moment {
		match self.reader.below(8) {
			0 => self.reader.moment(&[MIN_INTERVAL, MAX_INTERVAL]),
			1 => MAX_INTERVAL,
			2..=4 => MINUTE,
			_ => MIN_INTERVAL,
		}
	}

	fn grace(&mut self) -> Moment {
		match self.reader.below(8) {
			0 => self.reader.moment(&[0, MAX_GRACE]),
			1 => 0,
			2 => MAX_GRACE,
			_ => GRACE,
		}
	}

	fn price(&mut self) -> Price {
		let cap = self.reader.amount(100);
		Price {
			per_unit: self.reader.amount(2),
			cap_units: u64::try_from(cap).unwrap_or(u64::MAX),
			period_ms: self.reader.moment(&[MINUTE, DAY]),
			window_ms: self.reader.moment(&[0, MINUTE, MAX_WINDOW]),
		}
	}

	fn spec(&mut self) -> StreamSpec {
		let now_ms = now();
		let edges = [now_ms, now_ms + MINUTE, now_ms + GRACE, now_ms + MAX_BOUND];
		let options = self.reader.byte();
		let may = |bit: u8| options & (1 << bit) != 0;
		let consent = |bit| if may(bit) { Consent::Both } else { Consent::Payer };
		StreamSpec {
			flow: if may(0) && may(1) {
				Flow::Metered(self.price())
			} else {
				Flow::Rate(self.rate())
			},
			start_ms: (may(2) && may(3)).then(|| self.reader.moment(&edges)),
			end_ms: may(4).then(|| self.reader.moment(&edges)),
			cliff_ms: (may(2) && may(5)).then(|| self.reader.moment(&edges)),
			max_total: (may(3) && may(5)).then(|| self.reader.amount(600)),
			interval_ms: self.interval(),
			grace_ms: self.grace(),
			terms: Terms { cancel: consent(6), pause: consent(7), lower: consent(7) },
		}
	}

	/// A stream: nearly always one that there is or was.
	pub fn stream(&mut self) -> (StreamId, Option<StreamOf<Test>>) {
		let id = StreamId(self.id(NextStreamId::<Test>::get().0));
		(id, Streaming::stream(id))
	}

	/// A stream, and its payer or payee, or somebody else.
	fn place(&mut self, payer: bool) -> (StreamId, AccountId, Option<StreamOf<Test>>) {
		let (id, stream) = self.stream();
		let who = match &stream {
			Some(stream) if !self.reader.one_in(8) => {
				if payer { &stream.payer } else { &stream.payee }.clone()
			},
			_ => self.who(),
		};
		(id, who, stream)
	}

	fn vault(&mut self) -> (VaultId, AccountId, Option<VaultOf<Test>>) {
		let id = VaultId(self.id(NextVaultId::<Test>::get().0));
		let vault = Streaming::vault(id);
		let who = match &vault {
			Some(vault) if !self.reader.one_in(8) => vault.owner.clone(),
			_ => self.who(),
		};
		(id, who, vault)
	}

	fn create(&mut self) {
		let (who, payee, asset) = (self.who(), self.who(), self.asset());
		let deposit = self.own_amount(&who, &asset);
		let spec = self.spec();
		self.call(who, Call::create { payee, asset, deposit, spec });
	}

	fn open_vault(&mut self) {
		let (who, asset) = (self.who(), self.asset());
		let (amount, grace_ms) = (self.own_amount(&who, &asset), self.grace());
		self.call(who, Call::open_vault { asset, amount, grace_ms });
	}

	fn create_from_vault(&mut self) {
		let (_, who, vault) = self.vault();
		let asset = vault.map_or(TOKEN, |vault| vault.asset);
		let (payee, rate, interval_ms) = (self.who(), self.rate(), self.interval());
		self.call(who, Call::create_from_vault { payee, asset, rate, interval_ms });
	}

	fn use_vault(&mut self) {
		let (vault, who, known) = self.vault();
		let asset = known.as_ref().map_or(TOKEN, |vault| vault.asset.clone());
		let funds = known.map_or(0, |vault| vault.funds.units);
		let call = match self.reader.below(8) {
			0 => Call::close_vault { vault },
			1..=3 => Call::withdraw_vault { vault, amount: self.reader.amount(funds) },
			_ => Call::fund_vault { vault, amount: self.own_amount(&who, &asset) },
		};
		self.call(who, call);
	}

	fn top_up(&mut self) {
		let (stream, who, known) = self.place(true);
		let amount = self.own_amount(&who, &known.map_or(TOKEN, |stream| stream.asset));
		self.call(who, Call::top_up { stream, amount });
	}

	fn refund(&mut self) {
		let (stream, who, known) = self.place(true);
		let free = known.and_then(|known| known.free().ok()).unwrap_or(0);
		let owed = Streaming::owed(stream).unwrap_or(0);
		let amount = self.reader.amount(free.saturating_sub(owed));
		self.call(who, Call::refund { stream, amount });
	}

	fn change(&mut self) {
		let (stream, who, _) = self.place(true);
		let rate = self.rate();
		self.call(who, Call::set_rate { stream, rate });
	}

	fn pause_or_resume(&mut self) {
		let (stream, who, known) = self.place(true);
		let flows = known.is_none_or(|known| known.paused_ms.is_none());
		let pause = flows != self.reader.one_in(8);
		self.call(who, if pause { Call::pause { stream } } else { Call::resume { stream } });
	}

	fn claim(&mut self) {
		let (stream, who, _) = self.place(false);
		let owed = Streaming::owed(stream).unwrap_or(0);
		let before = Streaming::stream(stream);
		let status = Streaming::stream_state(stream).map(|state| state.status);
		let call = match self.reader.below(4) {
			0 => Call::withdraw { stream, to: self.who() },
			1 => {
				let asset = before.as_ref().map_or(TOKEN, |stream| stream.asset.clone());
				let to = Streaming::pot_account(asset);
				self.gifts = true;
				Call::withdraw { stream, to }
			},
			_ => Call::claim { stream },
		};
		if self.call(who, call) {
			let after = Streaming::stream(stream);
			let ended = matches!(status, Some(Status::Ended(_)));
			assert_eq!(after.is_none(), ended, "its status was {status:?}");
			if let (Some(before), Some(after)) = (before, after) {
				assert_eq!(after.paid - before.paid, owed, "paid something else than was owed");
			}
		}
	}

	fn cancel(&mut self) {
		let payer = self.reader.one_in(2);
		let (stream, who, _) = self.place(payer);
		let accepts = self.named_report(stream);
		self.call(who, Call::cancel { stream, accepts });
	}

	/// Where use can be reported: the last report, or none, or nearly the last one.
	fn named_report(&mut self, id: StreamId) -> Option<Report> {
		let stream = Streaming::stream_state(id)?.stream;
		let (number, pending) = (stream.meter()?.reports, stream.pending());
		match self.reader.byte() % 8 {
			0..3 => None,
			3 => Some(Report { number, units: 1, amount: 2, counts_ms: now() }),
			4 => pending.map(|report| Report { number: report.number.wrapping_sub(1), ..report }),
			_ => pending,
		}
	}

	fn transfer(&mut self) {
		let (stream, who, _) = self.place(false);
		let new = self.who();
		self.call(who, Call::transfer { stream, new });
	}

	fn propose(&mut self) {
		let payer = self.reader.one_in(2);
		let (stream, who, _) = self.place(payer);
		let change = match self.reader.below(4) {
			0 => None,
			1 => Some(Change::Pause),
			2 => Some(Change::Cancel { report: self.named_report(stream) }),
			_ => Some(Change::Rate(self.rate())),
		};
		self.call(who, Call::propose { stream, change });
	}

	fn accept(&mut self) {
		let payer = self.reader.one_in(2);
		let (stream, who, _) = self.place(payer);
		let proposed = Proposals::<Test>::get(stream).map(|proposal| proposal.change);
		let change = proposed.filter(|_| !self.reader.one_in(8)).unwrap_or(Change::Pause);
		self.call(who, Call::accept { stream, change });
	}

	fn report(&mut self) {
		if self.reader.one_in(4) {
			let (stream, who, _) = self.place(true);
			self.call(who, Call::dispute { stream });
			return;
		}
		let (stream, who, known) = self.place(false);
		let meter = known.and_then(|stream| stream.meter().copied());
		let left = meter.map_or(0, |meter| meter.price.cap_units.saturating_sub(meter.used_units));
		let units = u64::try_from(self.reader.amount(left.into())).unwrap_or(u64::MAX);
		self.call(who, Call::report { stream, units });
	}

	fn claim_credit(&mut self) {
		let credits: Vec<_> = Credits::<Test>::iter_keys().collect();
		let (who, asset) = self.reader.pick(&credits).unwrap_or((person(0), TOKEN));
		let to = match self.reader.below(4) {
			0 => self.who(),
			1 => {
				self.gifts = true;
				Streaming::pot_account(asset.clone())
			},
			_ => who.clone(),
		};
		self.call(who, Call::claim_credit { asset, to });
	}
}
