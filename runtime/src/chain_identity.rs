//! # Chain identity
//!
//! Which chain this is. One runtime runs fourteen PBC chains; the genesis says which of them, and
//! nothing can change it afterwards: the pallet has no call.
//!
//! The value also makes the chains' genesis hashes differ, and with them everything that a
//! signature covers: a transaction or a channel state of one chain is void on its sisters.

#![deny(missing_docs)]

pub use pallet::*;

use crate::pbc::{self, Pbc};
use alloc::string::String;
use codec::{Decode, Encode};
use scale_info::TypeInfo;

/// The most bytes that an id has.
pub const MAX_ID: u32 = 32;

/// What [`Pallet::chain`] answers to clients: a row of the table in [`pbc`].
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct ChainInfo {
	/// The name in chain specs.
	pub id: String,
	/// The name for people.
	pub name: String,
	/// The symbol of the chain's own token.
	pub symbol: String,
	/// How many decimals that token has.
	pub decimals: u8,
	/// The prefix of the chain's addresses.
	pub ss58_prefix: u16,
	/// The number by which the chains know each other; 0 on a development chain.
	pub index: u8,
}

impl From<&Pbc> for ChainInfo {
	fn from(pbc: &Pbc) -> Self {
		Self {
			id: pbc.id.into(),
			name: pbc.name.into(),
			symbol: pbc.symbol.into(),
			decimals: pbc.decimals,
			ss58_prefix: pbc.ss58_prefix,
			index: pbc.index,
		}
	}
}

/// The pallet.
#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use frame_support::pallet_prelude::*;

	/// The pallet.
	#[pallet::pallet]
	pub struct Pallet<T>(_);

	/// Nothing to configure: the table is the runtime's.
	#[pallet::config]
	pub trait Config: frame_system::Config {}

	/// The id of this chain, one of those in [`pbc`]. Written at genesis, never again.
	#[pallet::storage]
	pub type Id<T> = StorageValue<_, BoundedVec<u8, ConstU32<MAX_ID>>, OptionQuery>;

	/// Which chain to be.
	#[pallet::genesis_config]
	#[derive(frame_support::DefaultNoBound)]
	pub struct GenesisConfig<T: Config> {
		/// The id of one of the chains in [`pbc`]; empty for the development chain.
		pub id: String,
		/// Makes the type depend on the runtime, as FRAME wants it.
		#[serde(skip)]
		pub _config: PhantomData<T>,
	}

	#[pallet::genesis_build]
	impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
		fn build(&self) {
			let id = if self.id.is_empty() { pbc::DEV.id } else { self.id.as_str() };
			// Genesis is built by an operator at a desk: to stop with the reason is the right
			// answer to a mistyped name.
			assert!(pbc::by_id(id).is_some(), "chainIdentity.id: no chain is called {id:?}");
			let bounded = BoundedVec::try_from(id.as_bytes().to_vec());
			Id::<T>::put(bounded.expect("the ids of the table are short, as a test checks"));
		}
	}

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// Which chain this is, with its token and its address prefix.
		pub fn chain() -> ChainInfo {
			Self::current().into()
		}
	}

	impl<T: Config> Pallet<T> {
		/// Which chain this is. The development chain where no genesis has said otherwise, as when
		/// metadata is read from the bare Wasm.
		pub fn current() -> &'static Pbc {
			let id = Id::<T>::get();
			let pbc = id.as_deref().and_then(|id| core::str::from_utf8(id).ok());
			pbc.and_then(pbc::by_id).unwrap_or(&pbc::DEV)
		}
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::{ChainIdentity, Runtime};
	use sp_runtime::BuildStorage;

	fn genesis(id: &str) -> sp_io::TestExternalities {
		let config = GenesisConfig::<Runtime> { id: id.into(), ..Default::default() };
		config.build_storage().unwrap().into()
	}

	#[test]
	fn the_genesis_names_the_chain() {
		for pbc in pbc::all() {
			genesis(pbc.id).execute_with(|| {
				assert_eq!(ChainIdentity::current(), pbc);
				assert_eq!(ChainIdentity::chain(), pbc.into());
			});
		}
	}

	#[test]
	fn no_name_is_the_development_chain() {
		genesis("").execute_with(|| assert_eq!(ChainIdentity::current(), &pbc::DEV));
		sp_io::TestExternalities::default()
			.execute_with(|| assert_eq!(ChainIdentity::current(), &pbc::DEV));
	}

	#[test]
	#[should_panic(expected = "no chain is called \"btc\"")]
	fn a_name_outside_the_table_is_refused() {
		genesis("btc");
	}

	#[test]
	fn every_id_fits() {
		assert!(pbc::all().all(|pbc| pbc.id.len() <= MAX_ID as usize));
	}
}
