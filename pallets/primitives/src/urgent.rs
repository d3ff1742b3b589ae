//! Calls that cannot wait: they find room in a block that others have filled, and are looked at
//! before they get there.
//!
//! Such a call is of the operational class, for which each block keeps a part. Whatever anybody can
//! have included there for its fee alone would keep the others out, so that [`CheckUrgent`] lets in
//! only what would do now what it is for. A stranger who wants to fill that part has to bring a
//! dispute or a payment of its own for each place in it, with all that it costs to begin one. Who has
//! one dispute answered again and again, or sends a batch, pays [`SURCHARGE`] times what asking
//! weighs beside it; who answers once has that back.

use codec::{Decode, DecodeWithMemTracking, Encode};
use core::marker::PhantomData;
use frame_support::{
	dispatch::DispatchClass,
	pallet_prelude::{TransactionSource, ValidTransaction},
	storage::{with_transaction, TransactionOutcome},
	traits::OriginTrait,
	weights::Weight,
	DebugNoBound, DefaultNoBound,
};
use scale_info::TypeInfo;
use sp_runtime::{
	traits::{
		DispatchInfoOf, Dispatchable, PostDispatchInfoOf, TransactionExtension, ValidateResult,
	},
	transaction_validity::{InvalidTransaction, TransactionValidityError},
	DispatchError, DispatchResult, ModuleError,
};

/// How many times as much as it is, asking is charged for what is not the [first](Answer::First)
/// answer.
pub const SURCHARGE: u64 = 5;

/// What an urgent call answers.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Answer {
	/// What nobody has answered yet.
	First,
	/// What somebody has answered already, with less; or several things at once.
	Further,
}

/// The calls of a pallet, or of a runtime, of which some are urgent. A runtime says for its own what
/// is in them: those of its pallets, and what wraps calls. Whatever else is of the operational class,
/// and is not for everybody, it has to refuse.
pub trait Urgent<AccountId> {
	/// Whether the call would do now what it is for, if `who` makes it. Asked for calls of the
	/// operational class; whatever it writes is rolled back.
	///
	/// # Errors
	/// As the call itself would.
	fn ensure_urgent(&self, who: &AccountId) -> Result<Answer, DispatchError>;

	/// The most that it weighs to find that out.
	fn urgent_weight(&self) -> Weight;
}

/// `answer`, if `call` would work. Nothing is left of it.
///
/// # Errors
/// Those of the call.
pub fn tried<R>(
	answer: Answer,
	call: impl FnOnce() -> Result<R, DispatchError>,
) -> Result<Answer, DispatchError> {
	with_transaction(|| TransactionOutcome::Rollback(call().map(|_| answer)))
}

/// The number of a refusal in [`InvalidTransaction::Custom`]: that of the pallet's error. 255 for
/// what is no pallet's.
pub const fn code(refusal: &DispatchError) -> u8 {
	match refusal {
		DispatchError::Module(ModuleError { error: [code, ..], .. }) => *code,
		_ => u8::MAX,
	}
}

/// Lets no call of the operational class into the pool or a block that would not do what it is for.
/// Of a refused one nothing is charged, since it is not included.
#[derive(
	Clone,
	DebugNoBound,
	Decode,
	DecodeWithMemTracking,
	DefaultNoBound,
	Encode,
	Eq,
	PartialEq,
	TypeInfo,
)]
#[scale_info(skip_type_params(Runtime))]
pub struct CheckUrgent<Runtime>(PhantomData<Runtime>);

impl<Runtime> CheckUrgent<Runtime> {
	/// The extension, which says nothing itself.
	pub const fn new() -> Self {
		Self(PhantomData)
	}
}

impl<Runtime> TransactionExtension<Runtime::RuntimeCall> for CheckUrgent<Runtime>
where
	Runtime: frame_system::Config + Send + Sync,
	Runtime::RuntimeCall: Urgent<Runtime::AccountId>
		+ Dispatchable<
			RuntimeOrigin = Runtime::RuntimeOrigin,
			Info = frame_support::dispatch::DispatchInfo,
		>,
{
	const IDENTIFIER: &'static str = "CheckUrgent";
	type Implicit = ();
	type Val = Answer;
	/// What is given back if the call works.
	type Pre = Weight;

	fn weight(&self, call: &Runtime::RuntimeCall) -> Weight {
		call.urgent_weight().saturating_mul(SURCHARGE)
	}

	fn validate(
		&self,
		origin: Runtime::RuntimeOrigin,
		call: &Runtime::RuntimeCall,
		info: &DispatchInfoOf<Runtime::RuntimeCall>,
		_len: usize,
		_self_implicit: Self::Implicit,
		_inherited_implication: &impl Encode,
		_source: TransactionSource,
	) -> ValidateResult<Self::Val, Runtime::RuntimeCall> {
		let mut answer = Answer::First;
		if info.class == DispatchClass::Operational {
			if let Some(who) = origin.as_signer() {
				let refused = |refusal| InvalidTransaction::Custom(code(&refusal));
				answer = call.ensure_urgent(who).map_err(refused)?;
			}
		}
		Ok((ValidTransaction::default(), answer, origin))
	}

	fn prepare(
		self,
		answer: Self::Val,
		_origin: &Runtime::RuntimeOrigin,
		call: &Runtime::RuntimeCall,
		_info: &DispatchInfoOf<Runtime::RuntimeCall>,
		_len: usize,
	) -> Result<Self::Pre, TransactionValidityError> {
		Ok(match answer {
			Answer::First => call.urgent_weight().saturating_mul(SURCHARGE.saturating_sub(1)),
			Answer::Further => Weight::zero(),
		})
	}

	fn post_dispatch_details(
		unused: Self::Pre,
		_info: &DispatchInfoOf<Runtime::RuntimeCall>,
		_post_info: &PostDispatchInfoOf<Runtime::RuntimeCall>,
		_len: usize,
		result: &DispatchResult,
	) -> Result<Weight, TransactionValidityError> {
		Ok(result.map_or(Weight::zero(), |()| unused))
	}
}
