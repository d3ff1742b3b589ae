//! The call that cannot wait, and what is let in before others.

use super::*;
use crate::{Call, WeightInfo};
use bloc_primitives::urgent::{Answer, CheckUrgent, Urgent};
use frame_support::dispatch::{DispatchClass, GetDispatchInfo};
use sp_runtime::{
	traits::{DispatchTransaction, TransactionExtension},
	transaction_validity::{
		InvalidTransaction, TransactionSource::External, TransactionValidityError,
	},
};

fn claim_of(owners: &[AccountId], preimage: Preimage) -> Call<Test> {
	Call::claim { owners: owners.to_vec().try_into().unwrap(), preimage }
}

/// What the call answers; asking leaves nothing.
fn asked(call: &Call<Test>) -> Result<Answer, DispatchError> {
	let root = || sp_io::storage::root(sp_runtime::StateVersion::V1);
	let before = root();
	let answer = call.ensure_urgent(&charlie());
	assert_eq!(before, root());
	answer
}

#[test]
fn a_claim_is_urgent_if_it_pays() {
	ExtBuilder.run(|| {
		let call = claim_of(&[alice()], PREIMAGE);
		assert_eq!(call.get_dispatch_info().class, DispatchClass::Operational);
		assert_eq!(asked(&call), Err(Error::<Test>::NotFound.into()));
		locked(&TOKEN);
		assert_eq!(asked(&call), Ok(Answer::First));
		assert_eq!(asked(&claim_of(&[alice()], secret(8).0)), Err(Error::<Test>::NotFound.into()));
		assert_eq!(asked(&claim_of(&[], PREIMAGE)), Err(Error::<Test>::NoLegs.into()));
		set_time(START + HOUR);
		assert_eq!(asked(&call), Err(Error::<Test>::Expired.into()));
		set_time(START + HOUR - 1);
		assert_eq!(asked(&call), Ok(Answer::First));
		assert_ok!(claim());
		assert_eq!(asked(&call), Err(Error::<Test>::AlreadyEnded.into()));
	});
}

#[test]
fn one_that_names_what_is_not_there_takes_room_and_pays_for_it() {
	ExtBuilder.run(|| {
		locked(&TOKEN);
		lock_for(&dave(), &TOKEN);
		assert_eq!(asked(&claim_of(&[alice(), dave()], PREIMAGE)), Ok(Answer::First));
		assert_eq!(asked(&claim_of(&[alice(), eve()], PREIMAGE)), Ok(Answer::Further));
		assert_eq!(asked(&claim_of(&[eve(), alice()], PREIMAGE)), Ok(Answer::Further));
		let none = claim_of(&[eve(), charlie()], PREIMAGE);
		assert_eq!(asked(&none), Err(Error::<Test>::NotFound.into()));
	});
}

#[test]
fn nothing_else_is_asked() {
	ExtBuilder.run(|| {
		let call = Call::<Test>::settle { owner: alice(), payment_hash: hash() };
		assert_eq!(call.get_dispatch_info().class, DispatchClass::Normal);
		assert_eq!((asked(&call), call.urgent_weight()), (Ok(Answer::First), Default::default()));
	});
}

#[test]
fn it_is_charged_for_being_looked_at() {
	type Weights = crate::weights::SubstrateWeight<Test>;
	ExtBuilder.run(|| {
		locked(&TOKEN);
		let call = claim_of(&[alice(), eve()], PREIMAGE);
		assert_eq!(call.urgent_weight(), Weights::look().saturating_mul(2));
	});
}

/// What is let into the pool: the mock has no such calls, so that the extension is asked through
/// this.
mod wrapper {
	use super::*;

	impl Urgent<AccountId> for RuntimeCall {
		fn ensure_urgent(&self, who: &AccountId) -> Result<Answer, DispatchError> {
			match self {
				RuntimeCall::Swaps(call) => call.ensure_urgent(who),
				_ => Ok(Answer::First),
			}
		}

		fn urgent_weight(&self) -> frame_support::weights::Weight {
			match self {
				RuntimeCall::Swaps(call) => call.urgent_weight(),
				_ => Default::default(),
			}
		}
	}
}

#[test]
fn what_would_be_refused_is_not_included() {
	ExtBuilder.run(|| {
		let call: RuntimeCall = claim_of(&[alice()], PREIMAGE).into();
		let admitted = || -> Result<(), TransactionValidityError> {
			let (check, info) = (CheckUrgent::<Test>::new(), call.get_dispatch_info());
			check.validate_only(origin(charlie()), &call, &info, 0, External, 0).map(|_| ())
		};
		let code = bloc_primitives::urgent::code(&Error::<Test>::NotFound.into());
		assert_eq!(admitted(), Err(InvalidTransaction::Custom(code).into()));
		locked(&TOKEN);
		assert_eq!(admitted(), Ok(()));
		// It is done, and has back what is charged only to those who take room for nothing.
		let check = CheckUrgent::<Test>::new();
		let mut info = call.get_dispatch_info();
		info.extension_weight = check.weight(&call);
		let done = check.dispatch_transaction(origin(charlie()), call.clone(), &info, 0, 0);
		assert!(done.unwrap().is_ok());
		assert!(!leg().is_open());
	});
}
