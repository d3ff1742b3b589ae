//! What the calls, the hook and the seam traits do, by subject.

mod dispute;
mod ledger;
mod lifecycle;
mod preimages;
