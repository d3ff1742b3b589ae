//! Who there is, and what they have to do with.

use bloc_primitives::{Preimage, Side};
use frame_support::traits::fungible::NativeOrWithId;
use lightning_bloc_runtime::{
	genesis_config_presets::TEST_DOLLAR, AccountId, Balance, Moment, RuntimeCall, RuntimeOrigin,
};
use sp_keyring::Sr25519Keyring::{Alice, Bob, Charlie, Dave};
use sp_runtime::traits::Dispatchable;

/// An asset of the runtime.
pub type Asset = NativeOrWithId<u32>;
/// Calls, each with who makes it.
pub type Calls = Vec<(AccountId, RuntimeCall)>;

/// A test dollar, in its smallest unit.
pub const DOLLAR: Balance = 1_000_000;
/// How many people there are.
pub const PEOPLE: u8 = 4;
/// A minute.
pub const MINUTE: Moment = 60_000;
/// A day.
pub const DAY: Moment = 24 * 60 * MINUTE;
/// The challenge period of all channels: the shortest on a development chain.
pub const PERIOD: Moment = 20_000;

/// Somebody.
pub fn person(n: u8) -> AccountId {
	[Alice, Bob, Charlie, Dave][usize::from(n % PEOPLE)].to_account_id()
}

/// The native coin, or the test dollar.
pub fn asset(native: bool) -> Asset {
	if native {
		Asset::Native
	} else {
		Asset::WithId(TEST_DOLLAR)
	}
}

/// A side of a channel.
pub fn side(n: u8) -> Side {
	Side::BOTH[usize::from(n % 2)]
}

/// The one of the first `next` things that a number means, if there is one.
pub fn nth(which: u8, next: u64) -> Option<u64> {
	u64::from(which).checked_rem(next)
}

/// The secret behind the `n`-th invoice.
pub fn preimage(n: u64) -> Preimage {
	Preimage([[n.to_le_bytes(); 2], [[7; 8]; 2]].concat().concat().try_into().unwrap())
}

/// One that makes several calls.
pub fn by<C: Into<RuntimeCall>>(who: &AccountId, calls: Vec<C>) -> Calls {
	calls.into_iter().map(|call| (who.clone(), call.into())).collect()
}

/// `who` calls, whether it works or not.
pub fn dispatch(who: AccountId, call: RuntimeCall) {
	let _ = call.dispatch(RuntimeOrigin::signed(who));
}
