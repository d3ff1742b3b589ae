//! Ids that are counted up.

use frame_support::storage::StorageValue;

/// A name that is given once and never again.
pub trait Id: Copy {
	/// The name after this one. `None` when they have run out.
	fn successor(self) -> Option<Self>;
}

/// Takes the next id out of the storage value `Next`, one read and one write. `None` when ids have
/// run out, and then nothing is written.
pub fn next_id<Next, I>() -> Option<I>
where
	Next: StorageValue<I, Query = I>,
	I: Id + codec::FullCodec,
{
	let id = Next::get();
	Next::put(id.successor()?);
	Some(id)
}

/// Declares the type of an id: a number of 64 bits.
#[macro_export]
macro_rules! id_type {
	($(#[$meta:meta])* $vis:vis struct $Id:ident) => {
		$(#[$meta])*
		#[frame_support::stored]
		#[derive(Copy, Default, Ord, PartialOrd)]
		$vis struct $Id(pub u64);

		impl $crate::id::Id for $Id {
			fn successor(self) -> Option<Self> {
				self.0.checked_add(1).map(Self)
			}
		}
	};
}
