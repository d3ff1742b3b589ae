//! Calls as a fuzzer makes them.

use frame_support::{
	dispatch::{DispatchResultWithPostInfo, GetDispatchInfo, PostDispatchInfo},
	weights::Weight,
};
use sp_io::storage;
use sp_runtime::{traits::Dispatchable, StateVersion};

/// Dispatches `call`. It must weigh no more than it said and, if it is refused, have changed nothing.
/// The latter is looked into only if `look`: it takes most of the time.
pub fn dispatch<Call>(
	call: Call,
	origin: Call::RuntimeOrigin,
	look: bool,
) -> DispatchResultWithPostInfo
where
	Call: Dispatchable<PostInfo = PostDispatchInfo> + GetDispatchInfo,
{
	let root = || storage::root(StateVersion::V1);
	let declared: Weight = call.get_dispatch_info().call_weight;
	let before = look.then(root);
	let result = call.dispatch(origin);
	match &result {
		Ok(info) => {
			let used = info.actual_weight.unwrap_or(declared);
			assert!(used.all_lte(declared), "weighs {used:?} and said {declared:?}");
		},
		Err(error) => {
			let same = before.is_none_or(|before| before == root());
			assert!(same, "refused with {error:?}, and something changed");
		},
	}
	result
}
