//! Money beside the suite, and how much of it there is.

use super::{people::person, steps::Step};
use lightning_bloc_runtime::{
	genesis_config_presets::TEST_DOLLAR, Assets, Balance, Balances, RuntimeCall, RuntimeEvent,
	System,
};

/// What happens to accounts beside the suite.
pub fn money(step: &Step) -> Option<(u8, RuntimeCall)> {
	let id = TEST_DOLLAR.into();
	Some(match *step {
		Step::Ruin { who, to, native } => {
			let (dest, keep_alive) = (person(to).into(), false);
			let call = if native {
				pallet_balances::Call::transfer_all { dest, keep_alive }.into()
			} else {
				RuntimeCall::Assets(pallet_assets::Call::transfer_all { id, dest, keep_alive })
			};
			(who, call)
		},
		Step::Gift { who, to, native, amount } => {
			let dest = person(to).into();
			let call = if native {
				pallet_balances::Call::transfer_allow_death { dest, value: amount }.into()
			} else {
				RuntimeCall::Assets(pallet_assets::Call::transfer { id, target: dest, amount })
			};
			(who, call)
		},
		Step::Freeze { who, thaw } => {
			let whom = person(who).into();
			let call = if thaw {
				pallet_assets::Call::thaw { id, who: whom }
			} else {
				pallet_assets::Call::freeze { id, who: whom }
			};
			(0, RuntimeCall::Assets(call))
		},
		_ => return None,
	})
}

/// All that there is: tokens and dollars.
pub fn issued() -> (Balance, Balance) {
	(Balances::total_issuance(), Assets::total_supply(TEST_DOLLAR))
}

/// What the work of the hooks cost by the events that there are: it is burnt.
pub fn hook_fees() -> Balance {
	let fee = |event: &RuntimeEvent| match event {
		RuntimeEvent::Streaming(pallet_bloc_streaming::Event::HookFeePaid { fee, .. })
		| RuntimeEvent::Recurring(pallet_bloc_recurring::Event::HookFeePaid { fee, .. }) => *fee,
		RuntimeEvent::Dex(pallet_bloc_dex::Event::HookFeePaid { amount, .. }) => *amount,
		_ => 0,
	};
	System::read_events_no_consensus().map(|record| fee(&record.event)).sum()
}
