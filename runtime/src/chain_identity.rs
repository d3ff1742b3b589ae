//! # Chain identity
//!
//! Which chain this is. One runtime runs fourteen PBC chains; the genesis says which of them, and
//! nothing can change it afterwards: the pallet has no call. It also says whether the chain is for
//! development, which is what shorter [limits](crate::configs::limits) are for.
//!
//! The value also makes the chains' genesis hashes differ, and with them everything that a
//! signature covers: a transaction or a channel state of one chain is void on its sisters, and one
//! of an earlier launch on the same chain, if the number of the launch is another.

#![deny(missing_docs)]

pub use pallet::*;

use crate::pbc::{self, Pbc};
use alloc::string::String;
use codec::{Decode, Encode};
use frame_support::{traits::ConstU32, BoundedVec};
use scale_info::TypeInfo;

/// The most bytes that an id has.
pub const MAX_ID: u32 = 32;

/// What the genesis says of the chain.
#[frame_support::stored]
pub struct Record {
	/// The id of this chain, one of those in [`pbc`].
	pub id: BoundedVec<u8, ConstU32<MAX_ID>>,
	/// Whether it is for development. The chain of no PBC always is.
	pub development: bool,
	/// The number of the launch.
	pub launch: u32,
}

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
	/// The number by which the chains know each other; 0 on the chain of no PBC.
	pub index: u8,
	/// Whether this chain is for development, with limits that are shorter than is safe.
	pub development: bool,
}

impl ChainInfo {
	fn new(pbc: &Pbc, development: bool) -> Self {
		Self {
			id: pbc.id.into(),
			name: pbc.name.into(),
			symbol: pbc.symbol.into(),
			decimals: pbc.decimals,
			ss58_prefix: pbc.ss58_prefix,
			index: pbc.index,
			development,
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

	/// Which chain this is. Written at genesis, never again.
	#[pallet::storage]
	pub type Identity<T> = StorageValue<_, Record, OptionQuery>;

	/// Which chain to be.
	#[pallet::genesis_config]
	#[derive(frame_support::DefaultNoBound)]
	pub struct GenesisConfig<T: Config> {
		/// The id of one of the chains in [`pbc`]; empty for the development chain.
		pub id: String,
		/// Whether the chain is for development. The chain of no PBC is, whatever stands here.
		#[serde(default)]
		pub development: bool,
		/// The number of the launch: another than the last time where a chain is started anew from
		/// the same spec, so that nothing signed for the one before is good on it.
		#[serde(default)]
		pub launch: u32,
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
			Identity::<T>::put(Record {
				development: self.development || id == pbc::DEV.id,
				id: bounded.expect("the ids of the table are short, as a test checks"),
				launch: self.launch,
			});
		}
	}

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// Which chain this is, with its token and its address prefix.
		pub fn chain() -> ChainInfo {
			ChainInfo::new(Self::current(), Self::is_development())
		}
	}

	impl<T: Config> Pallet<T> {
		/// Which chain this is. The development chain where no genesis has said otherwise, as when
		/// metadata is read from the bare Wasm.
		pub fn current() -> &'static Pbc {
			let record = Identity::<T>::get();
			let id = record.as_ref().and_then(|record| core::str::from_utf8(&record.id).ok());
			id.and_then(pbc::by_id).unwrap_or(&pbc::DEV)
		}

		/// Whether this chain is for development, as one is that no genesis has named.
		pub fn is_development() -> bool {
			Identity::<T>::get().is_none_or(|record| record.development)
		}
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::{ChainIdentity, Runtime};
	use sp_runtime::BuildStorage;

	fn genesis(id: &str, development: bool) -> sp_io::TestExternalities {
		let id = id.into();
		let config = GenesisConfig::<Runtime> { id, development, ..Default::default() };
		config.build_storage().unwrap().into()
	}

	#[test]
	fn the_genesis_names_the_chain() {
		for pbc in pbc::all() {
			for development in [false, true] {
				genesis(pbc.id, development).execute_with(|| {
					assert_eq!(ChainIdentity::current(), pbc);
					let expected = development || pbc == &pbc::DEV;
					assert_eq!(ChainIdentity::is_development(), expected, "{}", pbc.id);
					assert_eq!(ChainIdentity::chain(), ChainInfo::new(pbc, expected));
				});
			}
		}
	}

	#[test]
	fn no_name_is_the_development_chain() {
		for mut ext in [genesis("", false), sp_io::TestExternalities::default()] {
			ext.execute_with(|| {
				assert_eq!(ChainIdentity::current(), &pbc::DEV);
				assert!(ChainIdentity::is_development());
			});
		}
	}

	#[test]
	#[should_panic(expected = "no chain is called \"btc\"")]
	fn a_name_outside_the_table_is_refused() {
		genesis("btc", false);
	}

	#[test]
	fn every_launch_has_a_genesis_of_its_own() {
		let launch = |launch| {
			let id = "btc-pbc".into();
			let config = GenesisConfig::<Runtime> { id, launch, ..Default::default() };
			config.build_storage().unwrap().top
		};
		assert_eq!(launch(0), launch(0));
		assert_ne!(launch(0), launch(1));
	}

	#[test]
	fn every_id_fits() {
		assert!(pbc::all().all(|pbc| pbc.id.len() <= MAX_ID as usize));
	}
}
